import type { Delivered } from './delivery.ts'

/**
 * Where a secret (as it is or base64) can be read in what a deployment left: the raw log but for the lines that tell GitHub
 * to mask it, the job summary, outputs, statuses. Empty is good.
 */
export function leaksOf(secret: string, { run, statuses }: Delivered): readonly string[] {
  const forms = [secret, Buffer.from(secret).toString('base64')]
  const log = run.raw.split('\n').filter(line => !line.startsWith('::add-mask::'))
  const places: Readonly<Record<string, string>> = {
    log: log.join('\n'),
    summary: run.summary,
    outputs: JSON.stringify(run.outputs),
    statuses: JSON.stringify(statuses),
  }
  return Object.keys(places).filter(place => forms.some(form => places[place]?.includes(form)))
}
