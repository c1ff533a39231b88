"""The chat relay of the tutorials: FastAPI and the official Python SDK.

A peer of the relay for Scripts/bench-relay, not a part of the package.
"""

import json
import os

import anthropic
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

app = FastAPI()
client = anthropic.AsyncAnthropic(base_url=os.environ["UPSTREAM"], api_key="none")


@app.post("/chat/stream")
async def chat(request: Request):
    message = (await request.json())["message"]

    async def events():
        async with client.messages.stream(
            model="load", max_tokens=1024, messages=[{"role": "user", "content": message}]
        ) as stream:
            async for text in stream.text_stream:
                yield f"data: {json.dumps({'content': text})}\n\n"
        yield "data: [DONE]\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")
