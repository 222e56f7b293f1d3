import { repositoryPage } from '../../body/links.ts'
import type { GitPerson } from '../../git/commit.ts'
import { userOfEmail } from '../../state/account.ts'
import { pullRequestsOf } from '../../state/pull-request.ts'
import { connection, connectionType, idCursor, PAGE_ARGUMENTS } from '../connection.ts'
import { modelled, type Resolve } from '../fields.ts'
import { actor, type CommitSource, commitSource, type PullRequestSource } from '../sources.ts'
import { checkSuites, statusCheckRollup } from './check.ts'

/** GitHub cuts the first line here, and puts the rest of it into the body. */
const HEADLINE_LENGTH = 72

/** Commits as `git log` lists them, with those of merged branches among them. */
const history: Resolve<CommitSource> = (commit, args, _, info) => {
  const { repository, sha } = commit
  const order = repository.git.order(commit)
  const page = connection(order, args, info, (_one, index) => `${sha} ${index}`)
  return {
    ...page,
    nodes: page.nodes.map(one => commitSource(repository, repository.git.parent(one))),
    cursorOf: page.cursorOf,
  }
}

const parents: Resolve<CommitSource> = ({ repository, parents }, args, _, info) => {
  const all = parents.map(sha => commitSource(repository, repository.git.parent(sha)))
  return connection(all, args, info, one => Buffer.from(one.sha).toString('base64'))
}

const associatedPullRequests: Resolve<CommitSource> = ({ repository, sha }, args, _, info) => {
  const all = pullRequestsOf(repository, sha).map((of): PullRequestSource => ({ id: of.id, repository, of }))
  const descending = (args.orderBy as { direction?: string } | undefined)?.direction === 'DESC'
  return connection(descending ? all.toReversed() : all, args, info, idCursor)
}

const commit = modelled<CommitSource>('Commit', {
  id: ({ sha }) => `C_${Buffer.from(sha).toString('base64url')}`,
  oid: ({ sha }) => sha,
  abbreviatedOid: ({ sha }) => sha.slice(0, 7),
  message: ({ message }) => message,
  messageHeadline: ({ message }) => headline(message),
  messageBody: ({ message }) => message.slice(firstLine(message).length).trim(),
  committedDate: ({ committer }) => committer.date,
  authoredDate: ({ author }) => author.date,
  author: ({ author }) => author,
  committer: ({ committer }) => committer,
  url: ({ repository, sha }, _, { place }) => `${repositoryPage(place, repository)}/commit/${sha}`,
  repository: ({ repository }) => repository,
  parents: { args: PAGE_ARGUMENTS, resolve: parents },
  history: { args: PAGE_ARGUMENTS, resolve: history },
  associatedPullRequests: {
    args: [...PAGE_ARGUMENTS, 'orderBy'],
    reads: 'pull_requests',
    resolve: associatedPullRequests,
  },
  statusCheckRollup,
  checkSuites: { args: PAGE_ARGUMENTS, reads: 'checks', resolve: checkSuites },
})

const person = modelled<GitPerson>('GitActor', {
  name: ({ name }) => name,
  email: ({ email }) => email,
  date: ({ date }) => date,
  user: ({ email }) => {
    const user = userOfEmail(email)
    return user?.type === 'User' ? actor(user) : null
  },
})

function firstLine(message: string): string {
  return message.split('\n')[0] ?? ''
}

function headline(message: string): string {
  const line = firstLine(message)
  return line.length <= HEADLINE_LENGTH ? line : `${line.slice(0, HEADLINE_LENGTH - 1)}…`
}

export const commitTypes = [
  commit,
  person,
  ...connectionType('CommitHistoryConnection', 'CommitEdge'),
  ...connectionType('CommitConnection', 'CommitEdge'),
]
