import { createHash } from 'node:crypto'
import { isMapping, mappingAt } from '../api/objects.ts'
import type { ReleaseKey } from '../manifests/labels.ts'

/** Who asks for a lease: one attempt of one run, for one deployment. */
export interface Claimant {
  /** 0 where GitHub has none: what a person does without GitHub is as new as the newest deployment. */
  readonly deploymentId: number
  readonly runId: number
  readonly attempt: number
  /** The log of the run. */
  readonly logUrl: string
}

/** Ids of deployments grow, but only within one GitHub. */
interface Newest {
  readonly deploymentId: number
  readonly repository: string
}

/** A lease as it was read; every field may be missing, for anybody may have written it. */
export interface Lease {
  readonly resourceVersion: string
  readonly holder: Claimant | undefined
  /** ISO 8601; empty when it is not known. */
  readonly since: string
  /** Milliseconds since the epoch by the server's clock, until which the holder has it. */
  readonly until: number
  /** The newest deployment that has had it, or waits for it, with the page of its repository; undefined when there was none. */
  readonly newest: Newest | undefined
  readonly transitions: number
}

/** What a claimant does about a lease. */
export type LeaseStep =
  /** It has it already. */
  | { readonly kind: 'keep' }
  /** It is free. */
  | { readonly kind: 'take' }
  /** Another client has it; `announce`: the lease does not know yet that this deployment waits. */
  | { readonly kind: 'wait'; readonly holder: Claimant; readonly since: string; readonly announce: boolean }
  | { readonly kind: 'superseded'; readonly by: number }

const HOLDER = 'commit-train.dev/holder'
const NEWEST = 'commit-train.dev/newest-deployment'

/** A holder that is killed is missed after this time. */
export const LEASE_SECONDS = 60
/** The server's clocks may differ a little, and its dates are whole seconds. */
const SLACK_MS = 5_000

/** The name of the lease of a service in an environment: two keys never have the same. */
export function leaseName({ service, environment }: ReleaseKey): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([service, environment.toLowerCase()]))
    .digest('hex')
    .slice(0, 10)
  const readable = `${service}-${environment}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 38)
  return `commit-train-${readable.replace(/^-+|-+$/g, '')}-${hash}`.replace('--', '-')
}

/** `at`: the server's time. */
export function stepFor(me: Claimant, lease: Lease, at: number): LeaseStep {
  const { holder } = lease
  const newest = newestFor(me, lease)
  if (holder !== undefined && isSame(holder, me)) return { kind: 'keep' }
  if (me.deploymentId !== 0 && newest > me.deploymentId) return { kind: 'superseded', by: newest }
  // An earlier attempt of the same run is over.
  const isOver = holder === undefined || (holder.runId === me.runId && holder.attempt < me.attempt)
  if (isOver || lease.until + SLACK_MS < at) return { kind: 'take' }
  return { kind: 'wait', holder, since: lease.since, announce: newest < me.deploymentId }
}

/** The newest deployment of the claimant's own repository that the lease knows; 0 when it knows none. */
export function newestFor({ logUrl }: Claimant, { newest }: Pick<Lease, 'newest'>): number {
  return newest?.repository === repositoryOfRun(logUrl) ? newest.deploymentId : 0
}

/** The lease, as the server sent it, with a deployment that waits for it. */
export function announced(body: unknown, { deploymentId, logUrl }: Claimant): object {
  const metadata = mappingAt(body, 'metadata') ?? {}
  const annotations = { ...mappingAt(metadata, 'annotations'), [NEWEST]: newestText({ deploymentId, logUrl }) }
  return { ...mappingAt(body), metadata: { ...metadata, annotations } }
}

/** Reads a lease that the server sent. */
export function readLease(body: unknown): Lease {
  const metadata = mappingAt(body, 'metadata') ?? {}
  const annotations = mappingAt(metadata, 'annotations') ?? {}
  const spec = mappingAt(body, 'spec') ?? {}
  const renewed = Date.parse(textOf(spec.renewTime))
  const holder = textOf(spec.holderIdentity) === '' ? undefined : holderIn(annotations[HOLDER])
  return {
    resourceVersion: textOf(metadata.resourceVersion),
    holder,
    since: textOf(spec.acquireTime),
    until: Number.isNaN(renewed) ? 0 : renewed + numberOf(spec.leaseDurationSeconds) * 1000,
    newest: newestIn(textOf(annotations[NEWEST])),
    transitions: numberOf(spec.leaseTransitions),
  }
}

/** A lease to be written. */
interface NewLease {
  readonly name: string
  readonly namespace: string
  /** The deployment that has had it last. */
  readonly claimant: Claimant
  /** The version that it takes the place of. */
  readonly resourceVersion: string | undefined
  readonly transitions: number
  /** Since when the claimant has it, and when it said so last; undefined: it has given it back. */
  readonly held: { readonly since: string; readonly at: string } | undefined
  /** Id of the newest deployment that the lease knows. */
  readonly newest: number
}

/** The object that says so. */
export function leaseBody({ name, namespace, claimant, resourceVersion, transitions, held, newest }: NewLease): object {
  const holder = held === undefined ? {} : { [HOLDER]: JSON.stringify(claimant) }
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      ...{ name, namespace, labels: { 'app.kubernetes.io/managed-by': 'commit-train' } },
      annotations: { ...holder, [NEWEST]: newestText({ ...claimant, deploymentId: newest }) },
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
    },
    spec: {
      ...(held === undefined
        ? {}
        : { holderIdentity: identityOf(claimant), acquireTime: held.since, renewTime: held.at }),
      ...{ leaseDurationSeconds: LEASE_SECONDS, leaseTransitions: transitions },
    },
  }
}

/** Times of a lease have six digits behind the second. */
export function microTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z')
}

function identityOf({ deploymentId, runId, attempt }: Claimant): string {
  return `deployment ${deploymentId}, run ${runId}, attempt ${attempt}`
}

function isSame(one: Claimant, other: Claimant): boolean {
  return identityOf(one) === identityOf(other)
}

/** A lease that another tool holds, or that was edited, is held all the same, by a client without a name. */
function holderIn(annotation: unknown): Claimant {
  const unnamed = { deploymentId: 0, runId: 0, attempt: 0, logUrl: '' }
  try {
    const read: unknown = JSON.parse(textOf(annotation))
    if (!isMapping(read)) return unnamed
    const { deploymentId, runId, attempt, logUrl } = read
    return {
      ...{ deploymentId: numberOf(deploymentId), runId: numberOf(runId), attempt: numberOf(attempt) },
      logUrl: textOf(logUrl),
    }
  } catch {
    return unnamed
  }
}

/** The page of the repository that a run belongs to: `https://github.com/acme/hello`. */
export function repositoryOfRun(logUrl: string): string {
  return logUrl.split(/\/actions\/|\/deployments#/)[0] ?? ''
}

function newestText({ deploymentId, logUrl }: Pick<Claimant, 'deploymentId' | 'logUrl'>): string {
  return `${deploymentId} ${repositoryOfRun(logUrl)}`
}

function newestIn(text: string): Newest | undefined {
  const [, id, repository] = /^(\d{1,15}) (\S+)$/.exec(text) ?? []
  return id === undefined || repository === undefined ? undefined : { deploymentId: Number(id), repository }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
