"""The chat relay of the tutorials: FastAPI and httpx, lines split off the upstream's stream.

A peer of the relay for Scripts/bench-relay, not a part of the package.
"""

import json
import os

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

app = FastAPI()
client = httpx.AsyncClient(
    base_url=os.environ["UPSTREAM"], timeout=600,
    limits=httpx.Limits(max_connections=None, max_keepalive_connections=None))


@app.post("/chat/stream")
async def chat(request: Request):
    message = (await request.json())["message"]
    body = {"model": "load", "max_tokens": 1024, "stream": True,
            "messages": [{"role": "user", "content": message}]}

    async def events():
        async with client.stream("POST", "/v1/messages", json=body) as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data: "):
                    event = json.loads(line[6:])
                    if event["type"] == "content_block_delta":
                        text = event["delta"].get("text", "")
                        yield f"data: {json.dumps({'content': text})}\n\n"
        yield "data: [DONE]\n\n"

    return StreamingResponse(events(), media_type="text/event-stream")
