import { MalformedAnswer } from '../failure.ts'
import { type Fields, instantIn, numberIn, objectIn, type Page, pageIn, textIn } from '../graphql/answer.ts'
import type { Question, RepositoryPart } from '../graphql/parts.ts'
import { ownerAndName } from '../repository.ts'

const CHECKS = [
  `fragment contexts on StatusCheckRollupContextConnection {
  totalCount
  nodes {
    __typename
    ... on CheckRun { databaseId name status conclusion url checkSuite { databaseId app { databaseId slug } } }
    ... on StatusContext { context state targetUrl createdAt }
  }
  pageInfo { hasNextPage endCursor }
}`,
  `fragment suites on CheckSuiteConnection {
  totalCount
  nodes {
    databaseId
    createdAt
    status
    conclusion
    app { slug }
    branch { name }
    workflowRun { databaseId event url workflow { databaseId name } }
  }
  pageInfo { hasNextPage endCursor }
}`,
]

/** The question for what is known of waiting commits beside the line: three requests each. */
export const DETAILS: Question = {
  name: 'Details',
  doing: 'show the pull requests and checks of commits',
  most: 25,
  requests: 149,
  fragments: [
    `fragment details on Commit {
  associatedPullRequests(first: 5) { nodes { number title mergedAt mergeCommit { oid } author { __typename login } mergedBy { __typename login } } pageInfo { hasNextPage endCursor } }
  statusCheckRollup { contexts(first: 100) { ...contexts } }
  checkSuites(first: 100) { ...suites }
}`,
    ...CHECKS,
  ],
}

/** The question for further pages of a commit's checks. */
export const MORE_CHECKS: Question = {
  name: 'MoreChecks',
  doing: 'list all checks of a commit',
  most: 25,
  requests: 149,
  fragments: CHECKS,
}

/** The pull request that a commit was merged by. */
interface OwnPullRequest {
  readonly number: number
  /** Milliseconds since the epoch. */
  readonly mergedAt: number
  readonly title: string
  readonly author: string | undefined
  /** The person who merged it, where its author is a bot. */
  readonly mergedBy: string | undefined
}

/** Pages of a list, and how many GitHub counts in all. */
export interface Listed {
  readonly nodes: readonly Fields[]
  readonly total: number
  readonly next: string | undefined
}

/** What came for one commit. */
export interface CommitDetails {
  readonly pullRequest: OwnPullRequest | undefined
  readonly contexts: Listed
  readonly suites: Listed
}

/** Asks for the details of some commits of a repository. */
export function detailsPart(
  repository: string,
  shas: readonly string[],
): RepositoryPart<ReadonlyMap<string, CommitDetails>> {
  return {
    repository,
    requests: shas.length * 3,
    write: declare => {
      const { owner, repo } = ownerAndName(repository)
      const where = `owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}`
      const commits = shas.map((sha, at) => `c${at}: object(oid: ${declare('GitObjectID!', sha)}) { ...details }`)
      return `repository(${where}) { ${commits.join('\n')} }`
    },
    read: (data, errors) => {
      // A check that could not be shown may be the red one: the owner must give the token access.
      if (errors.length > 0) throw new MalformedAnswer('errors')
      const details = shas.map((sha, at) => {
        const commit = objectIn(data, `c${at}`)
        if (commit === undefined) throw new MalformedAnswer(`no commit ${sha}`)
        return [sha, { pullRequest: ownPullRequest(commit, sha), ...checksIn(commit) }] as const
      })
      return new Map(details)
    },
  }
}

/** Asks for one more page of a commit's checks. */
export function moreChecksPart(
  repository: string,
  sha: string,
  after: { readonly contexts: string | undefined; readonly suites: string | undefined },
): RepositoryPart<Pick<CommitDetails, 'contexts' | 'suites'>> {
  return {
    repository,
    requests: 2,
    write: declare => {
      const { owner, repo } = ownerAndName(repository)
      const where = `owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}`
      const contexts = `contexts(first: 100, after: ${declare('String', after.contexts ?? null)}) { ...contexts }`
      const suites = `checkSuites(first: 100, after: ${declare('String', after.suites ?? null)}) { ...suites }`
      const commit = `object(oid: ${declare('GitObjectID!', sha)})`
      return `repository(${where}) { ${commit} { ... on Commit { statusCheckRollup { ${contexts} } ${suites} } } }`
    },
    read: (data, errors) => {
      const commit = objectIn(data, 'object')
      if (errors.length > 0 || commit === undefined) throw new MalformedAnswer(`no commit ${sha}`)
      return checksIn(commit)
    },
  }
}

function checksIn(commit: Fields): Pick<CommitDetails, 'contexts' | 'suites'> {
  // Null when the commit has neither a check nor a status.
  const rollup = objectIn(commit, 'statusCheckRollup')
  const contexts = rollup === undefined ? { nodes: [], total: 0, next: undefined } : listedIn(rollup, 'contexts')
  return { contexts, suites: listedIn(commit, 'checkSuites') }
}

function listedIn(fields: Fields, name: string): Listed {
  const connection = objectIn(fields, name)
  const page: Page | undefined = pageIn(fields, name)
  if (connection === undefined || page === undefined) throw new MalformedAnswer(`no ${name}`)
  return { nodes: page.nodes, total: numberIn(connection, 'totalCount'), next: page.next }
}

/** Of a commit's pull requests the one whose merge made it: the others only contained it, or were merged by rebase. */
function ownPullRequest(commit: Fields, sha: string): OwnPullRequest | undefined {
  const page = pageIn(commit, 'associatedPullRequests')
  if (page === undefined) throw new MalformedAnswer('no pull requests')
  for (const node of page.nodes) {
    const merge = objectIn(node, 'mergeCommit')
    if (merge === undefined || node.mergedAt === null || textIn(merge, 'oid').toLowerCase() !== sha) continue
    const author = objectIn(node, 'author')
    const merger = objectIn(node, 'mergedBy')
    const isBots = author !== undefined && textIn(author, '__typename') === 'Bot'
    const isPersons = merger !== undefined && textIn(merger, '__typename') === 'User'
    return {
      number: numberIn(node, 'number'),
      mergedAt: instantIn(node, 'mergedAt'),
      title: textIn(node, 'title'),
      author: author === undefined ? undefined : textIn(author, 'login'),
      mergedBy: isBots && isPersons ? textIn(merger, 'login') : undefined,
    }
  }
  return undefined
}
