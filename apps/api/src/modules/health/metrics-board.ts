import { Inject, Injectable } from '@nestjs/common';
import type { EngineHost } from '@penstock/engine-host';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ENGINE_HOST } from '../../platform/tokens';

/** What Prometheus reads. A registry of its own, so that two instances in one process do not meet. */
@Injectable()
export class MetricsBoard {
  private readonly registry = new Registry();
  private readonly engine = new Gauge({
    name: 'penstock_engine',
    help: 'Counters of the engine in this process, by name',
    labelNames: ['name'],
    registers: [this.registry],
  });
  private readonly requests = new Histogram({
    name: 'penstock_http_request_seconds',
    help: 'Time until an answer was complete, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  });

  constructor(@Inject(ENGINE_HOST) private readonly host: EngineHost) {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  observeRequest({ method, route, status, seconds }: { method: string; route: string; status: number; seconds: number }): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  text(): Promise<string> {
    for (const [name, value] of Object.entries(this.host.metrics())) this.engine.set({ name }, value);
    return this.registry.metrics();
  }
}
