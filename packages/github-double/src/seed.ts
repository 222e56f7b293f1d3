import { type ActivityType, addActivity } from './state/activity.ts'
import { type NewAttestation, PROVENANCE, provenanceBundle } from './state/attestation.ts'
import { addDeployment, addDeploymentStatus, type RecordedState } from './state/deployment.ts'
import { addPullRequest } from './state/pull-request.ts'
import { fullName, type RepositoryState } from './state/repository.ts'
import type { Store } from './state/store.ts'

/** Which repository is meant; needed only when the double has several. */
export interface OfRepository {
  /** `owner/name`. */
  readonly repository?: string
}

export interface RecordedMerge {
  readonly title: string
  /** Login of the person who opened it; undefined when the account is gone. */
  readonly author: string | undefined
  /** The commit that merging it made; it is on the branch already. */
  readonly sha: string
  /** The commit the branch was at before. */
  readonly before: string
  /** The commits the pull request consisted of; default: none, as after a squash whose branch is gone. */
  readonly commits?: readonly string[]
  /** Login; default: the author. */
  readonly mergedBy?: string
}

export interface RecordedPush {
  readonly before: string
  readonly after: string
  /** Login. */
  readonly actor: string
  /** Default: `push`. */
  readonly type?: ActivityType
  /** Default: the default branch. */
  readonly branch?: string
}

export interface RecordedDeployment {
  readonly sha: string
  readonly environment: string
  /** Default: `deploy`. */
  readonly task?: string
  /** Login; default: `carriage-driver`. */
  readonly creator?: string
  readonly payload?: Readonly<Record<string, unknown>> | string
  readonly transient?: boolean
  /** The states it goes through at once; see `recordDeploymentStatus` for one by one. */
  readonly states?: readonly RecordedState[]
}

export interface RecordedStatus {
  readonly state: RecordedState
  readonly description?: string
  readonly logUrl?: string
}

/** What may change about a repository. */
export interface RepositoryChange {
  /** Its new name, without the owner; queries still find it by the old one. */
  readonly name?: string
  readonly archived?: boolean
  readonly disabled?: boolean
  readonly topics?: readonly string[]
}

/**
 * What happened on GitHub without this double seeing it: no request, no event, no workflow. Everything carries the
 * time of the double's clock, so a simulation sets that first.
 */
export interface Records {
  /** A pull request that was merged now, and the push this made. */
  recordMerge(made: RecordedMerge & OfRepository): { readonly number: number }
  /** A ref that was moved now. */
  recordPush(made: RecordedPush & OfRepository): void
  /** A workflow has attested what it built. */
  recordAttestation(made: NewAttestation & OfRepository): void
  recordDeployment(made: RecordedDeployment & OfRepository): { readonly id: number }
  /** One status more. Never makes other deployments inactive. */
  recordDeploymentStatus(deploymentId: number, made: RecordedStatus): void
  changeRepository(repository: string, change: RepositoryChange): void
  deleteRepository(repository: string): void
}

export function recordsOf(store: Store, serverUrl: () => string): Records {
  const deploymentsById = new Map<number, ReturnType<typeof addDeployment>>()
  const records: Records = {
    recordMerge({ repository: name, title, author, sha, before, commits = [], mergedBy = author }) {
      const repository = repositoryOf(store, name)
      const by = mergedBy === undefined ? undefined : store.person(mergedBy).user
      const opened = author === undefined ? undefined : store.person(author).user
      const base = repository.defaultBranch
      const mergedAt = store.timestamp()
      const merged = { mergedAt, mergedBy: by, mergeCommit: sha }
      const made = { title, author: opened, ...merged, commits, base, head: 'change', headRepository: repository }
      const { number } = addPullRequest(store, repository, made)
      const actor = by ?? store.person('ghost').user
      addActivity(store, repository, { before, after: sha, ref: `refs/heads/${base}`, type: 'pr_merge', actor })
      return { number }
    },
    recordPush({ repository: name, before, after, actor, type = 'push', branch }) {
      const repository = repositoryOf(store, name)
      const ref = `refs/heads/${branch ?? repository.defaultBranch}`
      addActivity(store, repository, { before, after, ref, type, actor: store.person(actor).user })
    },
    recordAttestation({ repository: name, ...made }) {
      const repository = repositoryOf(store, name)
      const page = `${serverUrl()}/${made.from ?? fullName(repository)}`
      const { id } = made.from === undefined ? repository : { id: repository.id + 1_000_000 }
      const bundle = provenanceBundle(made, { page, id })
      const attestation = { id: store.ids.next('attestation'), digest: made.digest, predicateType: PROVENANCE, bundle }
      repository.attestations.push(attestation)
    },
    recordDeployment({ repository: name, sha, environment, task = 'deploy', creator, transient = false, ...more }) {
      const repository = repositoryOf(store, name)
      const { payload = {}, states = [] } = more
      const rest = { ref: sha, payload, description: null, production: environment === 'production' }
      const made = { ...rest, sha, environment, task, transient }
      const deployment = addDeployment(store, repository, store.person(creator ?? 'carriage-driver'), made)
      deploymentsById.set(deployment.id, deployment)
      for (const state of states) records.recordDeploymentStatus(deployment.id, { state })
      return { id: deployment.id }
    },
    recordDeploymentStatus(deploymentId, { state, description = '', logUrl = '' }) {
      const known = deploymentsById.get(deploymentId)
      const deployment =
        known ?? store.repositories.flatMap(one => one.deployments).find(one => one.id === deploymentId)
      if (deployment === undefined) throw new Error(`no deployment ${deploymentId}`)
      const { environment } = deployment
      const made = { state, description, environment, logUrl, environmentUrl: '' }
      addDeploymentStatus(store, deployment, deployment.creator, made)
    },
    changeRepository(name, { name: renamed, ...flags }) {
      const repository = repositoryOf(store, name)
      Object.assign(repository, flags)
      if (renamed === undefined) return
      repository.formerNames.push(fullName(repository))
      repository.name = renamed
    },
    deleteRepository(name) {
      store.repositories.splice(store.repositories.indexOf(repositoryOf(store, name)), 1)
    },
  }
  return records
}

/** The repository of a name; without one the only one there is. */
export function repositoryOf(store: Store, name: string | undefined): RepositoryState {
  const [only, ...others] = store.repositories
  const found = name === undefined && others.length === 0 ? only : store.findRepository(name ?? '')
  if (found === undefined) throw new Error(`which repository? ${name ?? 'none named'}`)
  return found
}
