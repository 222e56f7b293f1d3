import type { AddressInfo } from 'node:net'
import type { Place } from './body/links.ts'
import { operationOf } from './description/description.ts'
import type { CountLimits } from './description/limits.ts'
import { runName } from './git/workflow-file.ts'
import { GRAPHQL_OPERATION } from './graphql/answer.ts'
import type { SecondaryLimit } from './http/content-writes.ts'
import { type Failing, type Fault, Faults, isQueryFailing } from './http/fault.ts'
import { fetchWith } from './http/in-process.ts'
import type { LoggedRequest, UnknownRequest } from './http/request-log.ts'
import { answering, createGitHubServer } from './http/server.ts'
import { noticePush, type OpenedPullRequest, openPullRequest } from './pushes.ts'
import type { CheckConclusion } from './schema.ts'
import { type OfRepository, type Records, recordsOf, repositoryOf } from './seed.ts'
import type { BranchRules } from './state/branch-rules.ts'
import type { EnvironmentRules } from './state/environment.ts'
import type { Event } from './state/event.ts'
import { addIssue, type IssueComment } from './state/issue.ts'
import type { RepositoryState, SecretScope } from './state/repository.ts'
import type { RoleName } from './state/role.ts'
import type { MergeMethod, Ruleset } from './state/ruleset.ts'
import { type NewRepository, type NewToken, Store } from './state/store.ts'
import {
  addWorkflowRun,
  concludeJob,
  endWait,
  type Job,
  jobsOf,
  type NewWorkflowRun,
  rerunWorkflowRun,
  reviewRun,
  startJobs,
  type WorkflowRun,
} from './state/workflow-run.ts'

export interface GitHubOptions {
  readonly repositories?: readonly NewRepository[]
  /** Token values, each with what it stands for. */
  readonly tokens?: Readonly<Record<string, NewToken>>
  /** Default: `127.0.0.1`. */
  readonly host?: string
  /** Default: a free one. */
  readonly port?: number
  /** Milliseconds every request waits before it is handled; default 0. */
  readonly latency?: number
  /** Smaller limits than GitHub's, for tests that want to reach one. */
  readonly limits?: Partial<Omit<CountLimits, 'perPage'>>
  /** Default: the secondary limit says when to come back, as GitHub mostly does. */
  readonly secondaryLimit?: SecondaryLimit
  /** Base of the addresses of pages, without a slash at the end; default: the double's own address. */
  readonly serverUrl?: string
  /** Milliseconds since the epoch; default: the machine's clock. */
  readonly now?: () => number
}

/** The ids of a recorded workflow run. */
export interface RecordedRun {
  readonly id: number
  readonly workflowId: number
  readonly checkSuiteId: number
  /** Ids of the check runs by the job's name; GitHub uses them as job ids too. */
  readonly jobs: Readonly<Record<string, number>>
}

/** A run that an event starts. */
export interface StartedRun extends NewWorkflowRun {
  /** The event: what the file's `run-name` is made of. */
  readonly payload?: unknown
  /** The run that a dispatch has made already (`Event.runId`): it gets its jobs. */
  readonly startedAs?: number | undefined
}

/** What a reviewer says of a run that waits. */
export interface NewReview {
  readonly state: 'approved' | 'rejected'
  /** Login of a person. */
  readonly by: string
  readonly comment?: string
  readonly environments?: readonly string[]
}

/** A running stand-in for GitHub. */
export interface GitHubDouble extends Records {
  /** Base of the API, for GITHUB_API_URL. */
  readonly url: string
  /** Base of the pages, for GITHUB_SERVER_URL. */
  readonly serverUrl: string
  /** Reaches it without a network: for the many thousands of requests of a long scenario in the same process. */
  readonly fetch: typeof fetch
  /** The webhook events GitHub would have sent, oldest first: event files are written from these. */
  readonly events: readonly Event[]
  /** Every request, in the order of arrival. */
  readonly requests: readonly LoggedRequest[]
  /** Requests that got an answer GitHub would not give; a test that leaves any here has failed. */
  readonly unknownRequests: readonly UnknownRequest[]
  addRepository(made: NewRepository): void
  addToken(token: string, made: NewToken): void
  /** From now on the token is answered with 401: it has expired, or its job is over. */
  revokeToken(token: string): void
  /** What happens when somebody has pushed a branch: its commits are in the bare repository, now the events are sent. */
  push(made: Pushed & OfRepository): Promise<void>
  /** Opens a pull request; resolves with its number. */
  openPullRequest(made: OpenedPullRequest & By & OfRepository): Promise<number>
  /** A person opens an issue; resolves with its number. */
  openIssue(made: { readonly title: string; readonly closed?: boolean } & By & OfRepository): number
  /** Somebody who may has deleted a comment. */
  deleteComment(id: number, of?: OfRepository): void
  /** The comments of a repository as they are, oldest first. */
  comments(of?: OfRepository): readonly IssueComment[]
  /** What happens when an event starts a workflow: a run, its check suite and a check run for each job. */
  recordWorkflowRun(made: StartedRun & OfRepository): Promise<RecordedRun>
  /** One attempt more of a run: its jobs hide those of the same name. `whole`: of all jobs, default: of those given. */
  rerunWorkflowRun(runId: number, jobs: readonly Job[], options?: { readonly whole?: boolean }): RecordedRun
  /** A reviewer of an environment approves or rejects the jobs of a run that wait. */
  reviewRun(runId: number, review: NewReview): void
  /** Filtered lists of workflow runs lack the newest so many, until the next call: GitHub's are searches, and lag. */
  unlistRuns(newest: number): void
  /** Says what is required of the default branch. */
  protectBranch(rules: BranchRules & OfRepository): void
  /** Says by which rules an environment lets jobs in. */
  protectEnvironment(name: string, rules: EnvironmentRules, of?: OfRepository): void
  /** Says which secrets there are, by their names: of the repository, or of one of its environments. */
  setSecrets(names: readonly string[], of?: SecretScope & OfRepository): void
  /** Says which rulesets there are. */
  setRulesets(rulesets: readonly Ruleset[], of?: OfRepository): void
  /** Says by which buttons pull requests may be merged. */
  allowMerges(methods: readonly MergeMethod[], of?: OfRepository): void
  /** The wait timers of the environments of a run are over. */
  endWait(runId: number): void
  /** Gives a person a role in a repository. */
  setRole(login: string, role: RoleName, of?: OfRepository): void
  /** Ends a job that was recorded without a conclusion. */
  concludeJob(jobId: number, conclusion: CheckConclusion): void
  /** Makes GitHub fail: on the next requests of one operation, or on the next of any. */
  fail(fault: Fault): void
  /** Asks at each request whether and how GitHub fails on it, from now on. */
  failByChance(byChance: () => Failing | undefined): void
  /** GitHub works again, whatever was still to fail. */
  recover(): void
  /** Throws when a request could not be answered as GitHub would; for `afterEach`. */
  assertNoUnknownRequests(): void
  stop(): Promise<void>
}

/** Who does something. */
export interface By {
  /** Name of their token. */
  readonly by: string
}

export interface Pushed extends By {
  /** Default: the default branch. */
  readonly branch?: string
}

/** Starts a GitHub of its own: nothing is shared with another one. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubDouble> {
  const now = options.now ?? Date.now
  const store = new Store(now, options.limits)
  for (const repository of options.repositories ?? []) store.addRepository(repository)
  for (const [token, made] of Object.entries(options.tokens ?? {})) store.addToken(token, made)
  const requests: LoggedRequest[] = []
  const unknownRequests: UnknownRequest[] = []
  const faults = new Faults()
  let place: Place = { api: '', server: '' }
  const { latency = 0, secondaryLimit = { namesPause: true } } = options
  const served = { store, place: () => place, requests, unknownRequests, latency, faults, secondaryLimit, now }
  const answerSent = answering(served)
  const server = createGitHubServer(served, answerSent)
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const api = `http://${host}:${port}`
  place = { api, server: options.serverUrl ?? api }

  return {
    ...recordsOf(store, () => place.server),
    url: place.api,
    serverUrl: place.server,
    fetch: fetchWith(answerSent),
    events: store.events,
    requests,
    unknownRequests,
    addRepository: made => void store.addRepository(made),
    addToken: (token, made) => void store.addToken(token, made),
    revokeToken: token => store.revokeToken(token),
    async push({ repository: name, branch, by }) {
      const repository = repositoryOf(store, name)
      await noticePush(store, place, repository, branch ?? repository.defaultBranch, store.accountNamed(by))
    },
    async openPullRequest({ repository, by, ...made }) {
      const account = store.accountNamed(by)
      return (await openPullRequest(store, place, repositoryOf(store, repository), account, made)).number
    },
    openIssue({ repository, by, title, closed = false }) {
      const author = store.accountNamed(by).user
      return addIssue(store, repositoryOf(store, repository), { title, author, isClosed: closed }).number
    },
    deleteComment(id, { repository } = {}) {
      const { issueComments } = repositoryOf(store, repository)
      issueComments.splice(0, issueComments.length, ...issueComments.filter(one => one.id !== id))
    },
    comments: ({ repository } = {}) => repositoryOf(store, repository).issueComments,
    async recordWorkflowRun(made) {
      const repository = repositoryOf(store, made.repository)
      if ((await repository.git.commit(made.headSha)) === undefined) throw new Error(`no commit ${made.headSha}`)
      const { startedAs, payload, headSha, workflow } = made
      const known = repository.workflowRuns.find(({ id }) => id === startedAs)
      if (known !== undefined) {
        startJobs(store, repository, known, made.jobs, place.server)
        return recorded(repository, known)
      }
      const named = payload === undefined ? undefined : await runName(repository.bare, headSha, workflow.path, payload)
      const run = addWorkflowRun(store, repository, { ...made, title: made.title ?? named }, place.server)
      return recorded(repository, run)
    },
    rerunWorkflowRun(runId, jobs, { whole = false } = {}) {
      const { repository, run } = runOf(store, runId)
      rerunWorkflowRun(store, repository, run, { jobs, whole }, place.server)
      return recorded(repository, run)
    },
    reviewRun(runId, { state, by, comment = '', environments = [] }) {
      const { repository, run } = runOf(store, runId)
      const person = store.person(by).user
      reviewRun(store, repository, run, { state, by: person, comment, environments, createdAt: store.timestamp() })
    },
    unlistRuns(newest) {
      store.unlistedRuns = newest
    },
    protectBranch({ repository, ...rules }) {
      repositoryOf(store, repository).rules = rules
    },
    protectEnvironment(name, rules, { repository } = {}) {
      repositoryOf(store, repository).environments.set(name.toLowerCase(), { ...rules, name })
    },
    setSecrets(names, { repository, environment, organization = false } = {}) {
      const { secrets } = repositoryOf(store, repository)
      if (environment !== undefined) secrets.of.set(environment.toLowerCase(), names)
      else secrets[organization ? 'organization' : 'repository'] = names
    },
    setRulesets(rulesets, { repository } = {}) {
      const { rulesets: kept } = repositoryOf(store, repository)
      kept.splice(0, kept.length, ...rulesets)
    },
    allowMerges(methods, { repository } = {}) {
      repositoryOf(store, repository).mergeMethods = methods
    },
    endWait(runId) {
      const { repository, run } = runOf(store, runId)
      endWait(repository, run)
    },
    setRole(login, role, { repository } = {}) {
      repositoryOf(store, repository).roles.set(login.toLowerCase(), role)
    },
    concludeJob(jobId, conclusion) {
      const job = store.repositories.flatMap(one => one.checkRuns).find(one => one.id === jobId)
      if (job === undefined) throw new Error(`no job ${jobId}`)
      concludeJob(store, job, conclusion)
    },
    fail(fault) {
      const ofQueries = fault.operationId === GRAPHQL_OPERATION
      if (isQueryFailing(fault) && !ofQueries)
        throw new Error(`only queries fail as ${fault.how}: operationId 'graphql'`)
      if (fault.operationId !== undefined && !ofQueries) operationOf(fault.operationId)
      faults.add(fault)
    },
    failByChance: byChance => faults.addByChance(byChance),
    recover: () => faults.clear(),
    assertNoUnknownRequests() {
      const lines = unknownRequests.map(one => `${one.method} ${one.path}: ${one.why}`)
      if (lines.length > 0) throw new Error(`requests the GitHub double cannot answer:\n${lines.join('\n')}`)
    },
    async stop() {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

function runOf(store: Store, runId: number): { readonly repository: RepositoryState; readonly run: WorkflowRun } {
  for (const repository of store.repositories) {
    const run = repository.workflowRuns.find(one => one.id === runId)
    if (run !== undefined) return { repository, run }
  }
  throw new Error(`no workflow run ${runId}`)
}

function recorded(repository: RepositoryState, run: WorkflowRun): RecordedRun {
  const jobs = Object.fromEntries(jobsOf(repository, run).map(job => [job.name, job.id]))
  return { id: run.id, workflowId: run.workflow.id, checkSuiteId: run.suite.id, jobs }
}
