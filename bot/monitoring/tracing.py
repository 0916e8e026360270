"""Traces for OpenTelemetry: a span for each piece of work. Imported only where an endpoint is set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import Status, StatusCode

from bot.monitoring.monitor import FAILED
from bot.monitoring.spans import Spans, Work

END = 3.0
"""Seconds that the end of the program waits for spans to leave, and that the endpoint has to take some."""


class Traces(Spans):
    """Spans of OpenTelemetry. They hold the facts of the work and the kind of its end; never an error's words."""

    def __init__(self, exporter: SpanExporter, version: str, **facts: str) -> None:
        about = {"service.name": "communique", "service.version": version, **facts}
        self._provider = TracerProvider(
            # Not from the environment: what the machine says of itself is nobody's matter.
            resource=Resource(about),
            span_limits=SpanLimits(max_attributes=32, max_attribute_length=200),
            shutdown_on_exit=False,
        )
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("communique", version)

    @classmethod
    def to(cls, endpoint: str, version: str, **facts: str) -> Traces:
        """Spans that go to an OTLP/HTTP endpoint, an address such as ``http://collector:4318/v1/traces``."""
        return cls(OTLPSpanExporter(endpoint, timeout=END), version, **facts)

    @contextmanager
    def around(self, work: Work) -> Iterator[None]:
        """As `Spans`."""
        with self._tracer.start_as_current_span(
            work.kind, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield
            finally:
                if work.number is not None:
                    span.set_attribute(f"communique.{work.kind}", work.number)
                span.set_attributes({f"communique.{name}": fact for name, fact in work.facts.items()})
                span.set_attribute("communique.outcome", work.outcome)
                if work.outcome == FAILED:
                    span.set_status(Status(StatusCode.ERROR))

    def close(self) -> None:
        """Send what is left, for a moment at most: an endpoint that hangs holds up no end of the program."""
        ending = Thread(target=self._provider.shutdown, daemon=True)
        ending.start()
        ending.join(END)
