import { titleOf } from '../../domain/history/commit-message.ts'
import type { CommitFacts } from '../../domain/history/facts.ts'
import { MalformedAnswer } from '../failure.ts'
import { type Fields, objectIn, pageIn, textIn, textOrNone } from '../graphql/answer.ts'
import type { Question, RepositoryPart } from '../graphql/parts.ts'
import { ownerAndName } from '../repository.ts'

/** The question for a branch's history. Parents are a list for each commit, so small pages cost less. */
export const HISTORY: Question = {
  name: 'Line',
  doing: 'list the commits of the default branch',
  most: 10,
  requests: 349,
  fragments: [
    `fragment line on CommitHistoryConnection {
  nodes {
    oid
    message
    author { name user { login } }
    parents(first: 1) { nodes { oid } }
  }
  pageInfo { hasNextPage endCursor }
}`,
  ],
}

/** Some commits of a history, newest first. */
interface HistoryPage {
  readonly commits: readonly CommitFacts[]
  readonly next: string | undefined
}

/** Asks for `first` commits from a commit on: never from a branch, since a push meanwhile would move every page. */
export function historyPart(
  repository: string,
  { head, after, first }: { readonly head: string; readonly after: string | undefined; readonly first: number },
): RepositoryPart<HistoryPage> {
  const { owner, repo } = ownerAndName(repository)
  return {
    repository,
    requests: 1 + first,
    write: declare => {
      const where = `owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}`
      const page = `first: ${declare('Int!', first)}, after: ${declare('String', after ?? null)}`
      const commit = `object(oid: ${declare('GitObjectID!', head)})`
      return `repository(${where}) { ${commit} { ... on Commit { history(${page}) { ...line } } } }`
    },
    read: data => {
      const commit = objectIn(data, 'object')
      const page = commit === undefined ? undefined : pageIn(commit, 'history')
      if (page === undefined || page.hidden > 0) throw new MalformedAnswer(`no history of ${head}`)
      return { commits: page.nodes.map(commitFacts), next: page.next }
    },
  }
}

/** Some of what a commit contains, the newest first. */
export interface ContainedPage {
  readonly shas: readonly string[]
  readonly next: string | undefined
}

/** Asks for what a commit contains. One that GitHub has no longer contains nothing: its branch was rewritten. */
export function containedPart(
  repository: string,
  place: Parameters<typeof historyPart>[1],
): RepositoryPart<ContainedPage> {
  const whole = historyPart(repository, place)
  return {
    ...whole,
    read: (data, errors) => {
      if (objectIn(data, 'object') === undefined && errors.length === 0) return { shas: [], next: undefined }
      const { commits, next } = whole.read(data, errors)
      return { shas: commits.map(commit => commit.sha), next }
    },
  }
}

function commitFacts(node: Fields): CommitFacts {
  const message = textIn(node, 'message')
  const author = objectIn(node, 'author')
  const user = author === undefined ? undefined : objectIn(author, 'user')
  const login = user === undefined ? undefined : textIn(user, 'login')
  const name = author === undefined ? undefined : textOrNone(author, 'name')
  const parents = objectIn(node, 'parents')?.nodes
  if (!Array.isArray(parents)) throw new MalformedAnswer('no parents of a commit')
  return {
    sha: textIn(node, 'oid').toLowerCase(),
    parents: parents.map(parent => textIn(parent as Fields, 'oid').toLowerCase()),
    title: titleOf(message),
    author: login ?? name ?? '',
    message,
    login,
    pullRequest: undefined,
    merged: undefined,
    checks: undefined,
    changedPaths: undefined,
  }
}
