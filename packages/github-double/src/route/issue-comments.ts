import { issueCommentBody, reactionBody } from '../body/issue-comment.ts'
import { issueCommentEvent } from '../body/issue-comment-event.ts'
import { Fields } from '../http/fields.ts'
import { json, list, type Reply } from '../http/reply.ts'
import type { ApiRequest, Route } from '../http/route.ts'
import { notFound, validationFailed } from '../problem.ts'
import { emit } from '../state/event.ts'
import { addIssueComment, type IssueComment, issueOf, REACTIONS, type Reaction } from '../state/issue.ts'

function create(request: ApiRequest): Reply {
  const { store, repository, account, place } = request
  const issue = issueOf(repository, Number(request.param('issue_number')))
  if (issue === undefined) throw notFound()
  const body = bodyOf(request)
  const comment = addIssueComment(store, repository, {
    ...{ issue: issue.number, author: account.user, app: account.app, body },
  })
  emit(store, account, 'issue_comment', issueCommentEvent(place, repository, account, issue, comment))
  return json(issueCommentBody(place, repository, comment), 201)
}

/** Oldest first, by id. */
async function listOf(request: ApiRequest): Promise<Reply> {
  const { repository, place, page, query } = request
  const number = Number(request.param('issue_number'))
  if (issueOf(repository, number) === undefined) throw notFound()
  const since = query.get('since') ?? ''
  const found = repository.issueComments.filter(one => one.issue === number && one.updatedAt >= since)
  return await list(found, page, shown => shown.map(one => issueCommentBody(place, repository, one)))
}

/** Of all issues; oldest first, by id. */
async function listAll({ repository, place, page }: ApiRequest): Promise<Reply> {
  return await list(repository.issueComments, page, shown => shown.map(one => issueCommentBody(place, repository, one)))
}

function update(request: ApiRequest): Reply {
  const comment = commentOf(request)
  comment.body = bodyOf(request)
  comment.updatedAt = request.store.timestamp()
  return json(issueCommentBody(request.place, request.repository, comment))
}

/** 201, or 200 where the same account has given the same one before. */
function react(request: ApiRequest): Reply {
  const { store, account, place } = request
  const comment = commentOf(request)
  const content = new Fields(request.resource, request.body, ['content']).oneOf('content', REACTIONS)
  if (content === undefined) throw validationFailed(request.resource, 'content', 'content is missing')
  const known = comment.reactions.find(one => one.content === content && one.user.login === account.user.login)
  if (known !== undefined) return json(reactionBody(place, known))
  const reaction: Reaction = {
    ...{ id: store.ids.next('reaction'), user: account.user, content, createdAt: store.timestamp() },
  }
  comment.reactions.push(reaction)
  return json(reactionBody(place, reaction), 201)
}

function bodyOf({ resource, body }: ApiRequest): string {
  const text = new Fields(resource, body, ['body']).string('body') ?? ''
  if (text.trim() === '') throw validationFailed(resource, 'body', "Body can't be blank")
  return text
}

function commentOf({ repository, param }: ApiRequest): IssueComment {
  const comment = repository.issueComments.find(one => String(one.id) === param('comment_id'))
  if (comment === undefined) throw notFound()
  return comment
}

export const issueCommentRoutes: readonly Route[] = [
  {
    operationId: 'issues/create-comment',
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    query: [],
    resource: 'IssueComment',
    handle: create,
  },
  {
    operationId: 'issues/list-comments',
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    query: ['since', 'per_page', 'page'],
    handle: listOf,
  },
  {
    operationId: 'issues/list-comments-for-repo',
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/comments',
    query: ['per_page', 'page'],
    handle: listAll,
  },
  {
    operationId: 'issues/update-comment',
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    query: [],
    resource: 'IssueComment',
    handle: update,
  },
  {
    operationId: 'reactions/create-for-issue-comment',
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    query: [],
    resource: 'Reaction',
    handle: react,
  },
]
