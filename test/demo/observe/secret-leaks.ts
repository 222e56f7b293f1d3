import type { Delivered } from '../delivery.ts'

/**
 * Where a secret (as it is or base64) can be read in what a deployment left: the raw log (act keeps no line that makes GitHub
 * what to mask), the job summary, outputs, statuses. Empty is good.
 */
export function leaksOf(secret: string, { run, statuses }: Pick<Delivered, 'run' | 'statuses'>): readonly string[] {
  const forms = [secret, Buffer.from(secret).toString('base64')]
  const places: Readonly<Record<string, string>> = {
    log: run.act.raw,
    summary: run.act.summary,
    outputs: JSON.stringify(run.act.outputs),
    statuses: JSON.stringify(statuses),
  }
  return Object.keys(places).filter(place => forms.some(form => places[place]?.includes(form)))
}
