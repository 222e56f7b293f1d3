import { canonicalName } from '../text/canonical-name.ts'

/** Who made a deployment's record, and what is in it. */
export interface RecordOrigin {
  /** Login of its creator, with or without the `[bot]` of an App; empty when GitHub does not say. */
  readonly creator: string
  /** Whether a person made it; an App did, or it is not known. */
  readonly byPerson: boolean
  /** As GitHub hands it out: an object, or a text that holds one. */
  readonly payload: unknown
}

/** The key of the payload that marks a deployment as ours; its value is the version of what else the payload holds. */
export const MARK = 'commit-train'

/**
 * Whether a deployment was made for us: a person made it, its payload has the mark, or the policy lists its App. All other
 * Apps make deployments for themselves, and every job with `environment:` makes one: with the environments and the task that
 * we use.
 */
export function isOurs(record: RecordOrigin, apps: readonly string[]): boolean {
  return record.byPerson || markedPayload(record.payload) !== undefined || isListed(record.creator, apps)
}

/** Why a deployment was not made for us, in words that say what would change it. */
export function foreignOrigin({ creator }: Pick<RecordOrigin, 'creator'>): string {
  const by = creator === '' ? 'an account that GitHub does not name' : `the App '${creator}'`
  return `${by} made it and its payload lacks '"${MARK}": 1', which marks deployments for this action; the policy's 'apps' can list the App`
}

/** On the payload of a rollback from the cluster alone: the number of the stored release. */
const STORED = 'stored-release'

/** The attempt of a run that makes a rollback. */
interface RollbackMaker {
  readonly runId: number
  readonly attempt: number
}

/** What the payload of such a rollback holds: with the attempt its record is found again if GitHub's answer is lost. */
export function rollbackPayload(number: number, { runId, attempt }: RollbackMaker): Readonly<Record<string, number>> {
  return { [MARK]: 1, [STORED]: number, 'run-id': runId, 'run-attempt': attempt }
}

/** The attempt that made a rollback's record; undefined where the payload does not say. */
export function rollbackMakerOf({ payload }: Pick<RecordOrigin, 'payload'>): RollbackMaker | undefined {
  const fields = markedPayload(payload) ?? {}
  const [runId, attempt] = [fields['run-id'], fields['run-attempt']]
  if (typeof runId !== 'number' || typeof attempt !== 'number') return undefined
  return Number.isSafeInteger(runId) && runId > 0 ? { runId, attempt } : undefined
}

/** The stored release that a deployment brings back; only the run that made its record carries it out. */
export function storedReleaseOf({ payload }: Pick<RecordOrigin, 'payload'>): number | undefined {
  const number = markedPayload(payload)?.[STORED]
  return typeof number === 'number' ? number : undefined
}

/**
 * A payload that has the mark; undefined for every other. One that was given as text is text within JSON in some of GitHub's
 * answers.
 */
export function markedPayload(payload: unknown, depth = 2): Readonly<Record<string, unknown>> | undefined {
  if (typeof payload === 'string') {
    const parsed = depth === 0 ? undefined : parsedJson(payload)
    return parsed === undefined ? undefined : markedPayload(parsed, depth - 1)
  }
  if (typeof payload !== 'object' || payload === null || !Object.hasOwn(payload, MARK)) return undefined
  const fields = payload as Readonly<Record<string, unknown>>
  const version = fields[MARK]
  return Number.isSafeInteger(version) && Number(version) > 0 ? fields : undefined
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether an App is on a list of Apps, each with or without its `[bot]`. */
export function isListed(login: string, apps: readonly string[]): boolean {
  return apps.some(app => appName(app) === appName(login))
}

function appName(login: string): string {
  return canonicalName(login).replace(/\[bot\]$/, '')
}
