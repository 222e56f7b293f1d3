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
const MARK = 'commit-train'

/**
 * Whether a deployment was made for us: a person made it, its payload has the mark, or the policy lists its App. All other
 * Apps make deployments for themselves, and every job with `environment:` makes one: with the environments and the task that
 * we use.
 */
export function isOurs(record: RecordOrigin, apps: readonly string[]): boolean {
  return record.byPerson || isMarked(record.payload) || apps.some(app => appName(app) === appName(record.creator))
}

/** Why a deployment was not made for us, in words that say what would change it. */
export function foreignOrigin({ creator }: Pick<RecordOrigin, 'creator'>): string {
  const by = creator === '' ? 'an account that GitHub does not name' : `the App '${creator}'`
  return `${by} made it and its payload lacks '"${MARK}": 1', which marks deployments for this action; the policy's 'apps' can list the App`
}

/** On the payload of a rollback from the cluster alone: the number of the stored release. */
const STORED = 'stored-release'

/** What the payload of such a rollback holds. */
export function rollbackPayload(number: number): Readonly<Record<string, number>> {
  return { [MARK]: 1, [STORED]: number }
}

/** The stored release that a deployment brings back; only the run that made its record carries it out. */
export function storedReleaseOf({ payload }: Pick<RecordOrigin, 'payload'>): number | undefined {
  if (!isMarked(payload) || typeof payload !== 'object' || payload === null) return undefined
  const number = (payload as Readonly<Record<string, unknown>>)[STORED]
  return typeof number === 'number' ? number : undefined
}

/** A payload given as text is text within JSON in some of GitHub's answers. */
function isMarked(payload: unknown, depth = 2): boolean {
  if (typeof payload === 'string') {
    const parsed = depth === 0 ? undefined : parsedJson(payload)
    return parsed !== undefined && isMarked(parsed, depth - 1)
  }
  if (typeof payload !== 'object' || payload === null || !Object.hasOwn(payload, MARK)) return false
  const version = (payload as Readonly<Record<string, unknown>>)[MARK]
  return Number.isSafeInteger(version) && Number(version) > 0
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function appName(login: string): string {
  return canonicalName(login).replace(/\[bot\]$/, '')
}
