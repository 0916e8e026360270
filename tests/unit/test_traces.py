"""Spans: what they say, and that they hold no text."""

from __future__ import annotations

import asyncio
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from bot.monitoring.monitor import ANALYSIS, UPDATE, Monitor
from bot.monitoring.tracing import Traces

SECRET = "what a reader wrote"


async def test_work_inside_work_is_a_span_inside_a_span() -> None:
    exporter = InMemorySpanExporter()
    traces = Traces(exporter, "1.2.3")
    monitor = Monitor(spans=traces)
    with monitor.work(UPDATE, 17), monitor.work(ANALYSIS, characters=400):
        await asyncio.sleep(0)
    traces.close()
    inner, outer = exporter.get_finished_spans()
    assert (inner.name, outer.name) == (ANALYSIS, UPDATE)
    assert inner.parent is not None
    assert inner.parent.span_id == outer.context.span_id
    assert dict(outer.attributes or {}) == {"communique.update": 17, "communique.outcome": "done"}
    assert dict(inner.attributes or {}) == {"communique.characters": 400, "communique.outcome": "done"}
    assert outer.resource.attributes["service.name"] == "communique"


def test_a_failure_is_marked_without_its_words() -> None:
    exporter = InMemorySpanExporter()
    traces = Traces(exporter, "1.2.3")
    with pytest.raises(ValueError, match=SECRET), Monitor(spans=traces).work(UPDATE, 1):
        raise ValueError(SECRET)
    traces.close()
    (span,) = exporter.get_finished_spans()
    assert span.status.status_code is StatusCode.ERROR
    assert SECRET not in span.to_json()


def test_spans_go_to_the_endpoint() -> None:
    bodies: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_given: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        traces = Traces.to(f"http://127.0.0.1:{server.server_port}/v1/traces", "1.2.3", role="all")
        with Monitor(spans=traces).work(UPDATE, 17):
            pass
        traces.close()
        server.shutdown()
    assert len(bodies) == 1
    assert b"communique.update" in bodies[0]
