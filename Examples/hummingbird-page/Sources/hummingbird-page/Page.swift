/// A form and what came of it. `EventSource` cannot post: the stream is read by `fetch`.
let page = """
    <!doctype html>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Ask</title>
    <form><input name="question" aria-label="Question" autofocus required> <button>Ask</button></form>
    <pre id="answer" aria-live="polite" style="white-space: pre-wrap"></pre>
    <script>
    const form = document.forms[0], answer = document.getElementById("answer");
    form.addEventListener("submit", async submission => {
      submission.preventDefault();
      answer.textContent = "";
      const response = await fetch("/questions", {method: "POST", body: form.question.value});
      if (!response.ok) return answer.append(`(${response.status})`);
      let rest = "";
      for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
        const events = (rest + text).split("\\n\\n");
        rest = events.pop();
        for (const event of events) {
          const lines = event.split("\\n");
          const type = lines.find(line => line.startsWith("event: "))?.slice(7) ?? "message";
          const data = lines.filter(line => line.startsWith("data:")).map(line => line.slice(6)).join("\\n");
          answer.append(type === "message" ? data : `\\n(${type === "done" ? data : `failed: ${data}`})`);
        }
      }
    });
    </script>

    """
