import { parse } from 'yaml'
import { asRecord } from '../../text/json.ts'

/** What carries out a deployment, of whichever owner, so that a copy counts too. */
const DEPLOYS = /^[^/]+\/[^/]+\/(?:\.github\/workflows\/deploy\.ya?ml|actions\/(?:ship|deploy))@/

/** A workflow by the text of its file; one that is no YAML has nothing in it, there as on GitHub. */
export function workflowIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return asRecord(parse(text, { logLevel: 'silent', maxAliasCount: 100 }))
  } catch {
    return {}
  }
}

/** The inputs of each call of this project's deploy workflow, or of one of its actions for that; as they are written. */
export function deployCallsIn({
  jobs,
}: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, string>>[] {
  const all = Object.values(asRecord(jobs)).map(asRecord)
  const calls = all.flatMap(job => [job, ...(Array.isArray(job.steps) ? job.steps.map(asRecord) : [])])
  return calls
    .filter(({ uses }) => typeof uses === 'string' && DEPLOYS.test(uses))
    .map(call => Object.fromEntries(Object.entries(asRecord(call.with)).map(([name, value]) => [name, `${value}`])))
}

/** Whether a job of a workflow calls another workflow. */
export function callsWorkflow({ jobs }: Readonly<Record<string, unknown>>): boolean {
  return Object.values(asRecord(jobs)).some(job => typeof asRecord(job).uses === 'string')
}
