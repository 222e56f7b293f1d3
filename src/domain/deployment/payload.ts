import { asRecord } from '../../text/json.ts'
import { MARK, markedPayload } from '../deployment-origin.ts'
import { isLink, reasonProblem } from '../lock/held-lock.ts'
import { fullSha } from '../sha.ts'

/** What a deployment's payload says about the request that it was made for. Written by a door, or by another. */
export interface DeploymentPayload {
  /** The same for the same request, however often it arrives: of a comment, of a run, or a random one. */
  readonly intent: string | undefined
  /** Of one attempt to create the record: whether a record is the one whose answer was lost. */
  readonly claim: string | undefined
  /** Who asked, and how the door knew: true only if the door may be believed. */
  readonly actor: { readonly login: string; readonly proof: Proof } | undefined
  readonly door: string | undefined
  /** Page of the request; empty without one. */
  readonly link: string
  readonly verb: 'deploy' | 'rollback'
  /** Of a rollback; empty without one. */
  readonly reason: string
  /** Why refusals are ignored, and the codes of those that there were. */
  readonly force: { readonly reason: string; readonly ignored: readonly string[] } | undefined
  readonly train: PayloadTrain | undefined
  /** Whether what made the record carries it out itself: no workflow run takes it. */
  readonly local: boolean
  /** `all`: to all pods at once, whatever the policy says, and over what is held. */
  readonly strategy?: 'all' | undefined
}

/** How a door knows who asks. */
type Proof = (typeof PROOFS)[number]

/** What the deployment takes along, as it was when it was asked for. */
interface PayloadTrain {
  /** Full SHA of what was live; undefined for a first deployment. */
  readonly from: string | undefined
  /** Commits that go, or that are taken out. */
  readonly commits: number
  /** Whether there are more than were counted. */
  readonly more: boolean
  /** A rollback. */
  readonly back: boolean
  /** Page that compares the two; empty without one. */
  readonly compare: string
}

/** Version of what the payload holds. A reader takes what it knows of a later one. */
const SCHEMA = 1
const PROOFS = ['comment', 'run', 'token'] as const
const WORD = /^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$/
/** A person's: an App has no say in who asks. */
const LOGIN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/
/** Codes of refusals that are read at most. */
const MOST_IGNORED = 50

/** What is put into a record. */
export function writePayload(payload: DeploymentPayload): Readonly<Record<string, unknown>> {
  const { intent, claim, actor, door, link, verb, reason, force, train, local, strategy } = payload
  return {
    [MARK]: SCHEMA,
    ...{ intent, claim, actor, door, verb },
    ...(link === '' ? {} : { link }),
    ...(reason === '' ? {} : { reason }),
    ...(force === undefined ? {} : { force }),
    ...(local ? { local } : {}),
    ...(strategy === undefined ? {} : { strategy }),
    ...(train === undefined ? {} : { train: { ...train, from: train.from ?? null } }),
  }
}

/**
 * Reads a payload, of whatever form: all who may create deployments write what they like. Undefined without our mark; a field
 * that is not as it should be counts as left out.
 */
export function readPayload(payload: unknown): DeploymentPayload | undefined {
  const fields = markedPayload(payload)
  if (fields === undefined) return undefined
  const own = (name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined)
  return {
    intent: matching(own('intent'), WORD),
    claim: matching(own('claim'), WORD),
    actor: actorIn(own('actor')),
    door: matching(own('door'), WORD),
    link: linkIn(own('link')),
    verb: own('verb') === 'rollback' ? 'rollback' : 'deploy',
    reason: reasonIn(own('reason')) ?? '',
    force: forceIn(own('force')),
    train: trainIn(own('train')),
    local: own('local') === true,
    strategy: own('strategy') === 'all' ? 'all' : undefined,
  }
}

function actorIn(value: unknown): DeploymentPayload['actor'] {
  const { login, proof } = asRecord(value)
  const [name, known] = [matching(login, LOGIN), PROOFS.find(one => one === proof)]
  return name === undefined || known === undefined ? undefined : { login: name, proof: known }
}

function forceIn(value: unknown): DeploymentPayload['force'] {
  const { reason, ignored } = asRecord(value)
  const said = reasonIn(reason)
  if (said === undefined) return undefined
  const codes = (Array.isArray(ignored) ? ignored.slice(0, MOST_IGNORED) : []) as readonly unknown[]
  return { reason: said, ignored: codes.flatMap(code => matching(code, WORD) ?? []) }
}

function trainIn(value: unknown): PayloadTrain | undefined {
  const { from, commits, more, back, compare } = asRecord(value)
  if (!Number.isSafeInteger(commits) || Number(commits) < 0) return undefined
  const counted = { commits: Number(commits), more: more === true, back: back === true }
  return { from: typeof from === 'string' ? fullSha(from) : undefined, ...counted, compare: linkIn(compare) }
}

/** One line that is not empty and can be shown; undefined for everything else. */
function reasonIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' && reasonProblem(value) === undefined ? value : undefined
}

function linkIn(value: unknown): string {
  return typeof value === 'string' && isLink(value) ? value : ''
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined
}
