import { Fields } from '../http/fields.ts'
import { invalidRequest } from '../problem.ts'
import { CHECK_CONCLUSIONS, CHECK_STATUSES } from '../schema.ts'
import type { CheckOutput, CheckRun, NewCheckRun } from '../state/check.ts'

/** The fields of a check run that may be both made and changed. */
export const CHECK_FIELD_NAMES = [
  'name',
  'details_url',
  'external_id',
  'status',
  'started_at',
  'conclusion',
  'completed_at',
  'output',
] as const

/** What a check run is after a request: the given fields, else those it had, else GitHub's defaults. */
export function checkFields(fields: Fields, before: CheckRun | undefined, now: string): NewCheckRun {
  const conclusion = fields.oneOf('conclusion', CHECK_CONCLUSIONS)
  const completedAt = fields.string('completed_at')
  // A conclusion or an end completes the run; only GitHub Actions may set the states beyond these three.
  const ended = conclusion !== undefined || completedAt !== undefined
  const status = ended ? 'completed' : (fields.oneOf('status', CHECK_STATUSES) ?? before?.status ?? 'queued')
  const ending = conclusion ?? before?.conclusion ?? null
  if (status === 'completed' && ending === null) throw invalidRequest('"conclusion" wasn\'t supplied.')
  const open = status !== 'completed'
  return {
    name: fields.string('name') ?? before?.name ?? '',
    externalId: fields.string('external_id') ?? before?.externalId ?? '',
    detailsUrl: fields.string('details_url') ?? before?.detailsUrl,
    status,
    conclusion: open ? null : ending,
    startedAt: fields.string('started_at') ?? before?.startedAt ?? (status === 'queued' ? null : now),
    completedAt: open ? null : (completedAt ?? before?.completedAt ?? now),
    output: outputOf(fields) ?? before?.output ?? { title: null, summary: null, text: null },
  }
}

function outputOf(fields: Fields): CheckOutput | undefined {
  const given = fields.object('output')
  if (given === undefined) return undefined
  const output = new Fields('CheckRun output', given, ['title', 'summary', 'text'])
  return {
    title: output.string('title') ?? null,
    summary: output.required('summary'),
    text: output.string('text') ?? null,
  }
}
