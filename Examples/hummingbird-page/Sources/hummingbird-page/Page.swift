/// A form and what came of it. `EventSource` cannot post: the stream is read by `fetch`.
let page = """
    <!doctype html>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <link rel="icon" href="data:,">
    <title>Ask</title>
    <form>
      <input name="question" aria-label="Question" autofocus required>
      <button name="submission">Ask</button>
    </form>
    <pre id="answer" aria-live="polite" style="white-space: pre-wrap"></pre>
    <script>
    const form = document.forms[0], answer = document.getElementById("answer");

    function show(event) {
      const lines = event.split("\\n");
      const type = lines.find(line => line.startsWith("event: "))?.slice(7) ?? "message";
      const data = lines.filter(line => line.startsWith("data:")).map(line => line.slice(6)).join("\\n");
      if (type === "failed") throw new Error(data);
      answer.append(type === "done" ? `\\n(${data})` : data);
    }

    async function ask(question) {
      const response = await fetch("/questions", {method: "POST", body: question});
      if (!response.ok) throw new Error(`status ${response.status}`);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = "", part; !(part = await reader.read()).done;) {
        const events = (rest + part.value).split("\\n\\n");
        rest = events.pop();
        events.forEach(show);
      }
    }

    form.addEventListener("submit", async submission => {
      submission.preventDefault();
      answer.textContent = "";
      form.submission.disabled = true;
      try {
        await ask(form.question.value);
      } catch (error) {
        answer.append(`\\n(failed: ${error.message})`);
      }
      form.submission.disabled = false;
    });
    </script>

    """
