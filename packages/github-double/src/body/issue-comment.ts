import { nodeId } from '../ids.ts'
import type { Schema } from '../schema.ts'
import type { IssueComment, Reaction } from '../state/issue.ts'
import type { RepositoryState } from '../state/repository.ts'
import { appBody } from './app.ts'
import { type Place, repositoryApi, repositoryPage } from './links.ts'
import { userBody } from './user.ts'

export function issueCommentBody(place: Place, repository: RepositoryState, comment: IssueComment) {
  const api = repositoryApi(place, repository)
  const url = `${api}/issues/comments/${comment.id}`
  const isPull = repository.pullRequests.some(({ number }) => number === comment.issue)
  const page = `${repositoryPage(place, repository)}/${isPull ? 'pull' : 'issues'}/${comment.issue}`
  return {
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    url,
    html_url: `${page}#issuecomment-${comment.id}`,
    body: comment.body,
    user: userBody(place, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    issue_url: `${api}/issues/${comment.issue}`,
    author_association: associationOf(repository, comment.author.login),
    performed_via_github_app: appBody(place, comment.app),
    reactions: rollupBody(url, comment.reactions),
  } satisfies Schema['issue-comment']
}

export function reactionBody(place: Place, { id, user, content, createdAt }: Reaction): Schema['reaction'] {
  return { id, node_id: nodeId('REA', id), user: userBody(place, user), content, created_at: createdAt }
}

function rollupBody(url: string, reactions: readonly Reaction[]) {
  const count = (content: Reaction['content']) => reactions.filter(one => one.content === content).length
  return {
    url: `${url}/reactions`,
    total_count: reactions.length,
    ...{ '+1': count('+1'), '-1': count('-1'), laugh: count('laugh'), confused: count('confused') },
    ...{ heart: count('heart'), hooray: count('hooray'), eyes: count('eyes'), rocket: count('rocket') },
  }
}

function associationOf({ roles }: RepositoryState, login: string): 'COLLABORATOR' | 'NONE' {
  return (roles.get(login.toLowerCase()) ?? 'none') === 'none' ? 'NONE' : 'COLLABORATOR'
}
