import { UserError } from '../../errors.ts'
import { fieldOf } from '../../text/json.ts'
import type { GitHubClient, Repository } from '../client.ts'
import { isRateLimit, readErrors } from '../graphql/errors.ts'

/** A change of a ref that is made only where the ref is what it was. */
interface RefUpdate {
  /** In full: `refs/…`. */
  readonly name: string
  readonly before: string
  /** Undefined: it is deleted. */
  readonly after: string | undefined
}

const NONE = '0'.repeat(40)

const UPDATE = `mutation CommitTrainLock($update: UpdateRefsInput!) { updateRefs(input: $update) { clientMutationId } }`
const ID = `query CommitTrainLock($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id } }`
const VIEWER = `query CommitTrainViewer { viewer { id login } }`

/** REST deletes and moves whatever is there; this is the only conditional change that GitHub has. Throws a `UserError`. */
export async function updateRef(github: GitHubClient, repository: Repository, update: RefUpdate): Promise<void> {
  const id = await readId(github, repository)
  const { name, before, after = NONE } = update
  // Each lock is a commit without parents, so that none follows from another.
  const change = { name, beforeOid: before, afterOid: after, force: true }
  await ask(github, 'change a lock', UPDATE, { update: { repositoryId: id, refUpdates: [change] } })
}

async function readId(github: GitHubClient, { owner, repo }: Repository): Promise<string> {
  const data = await ask(github, 'show the repository of the locks', ID, { owner, name: repo })
  const id = fieldOf(fieldOf(data, 'repository'), 'id')
  if (typeof id === 'string') return id
  throw new UserError('github-unreachable', `GitHub's answer does not say what ${owner}/${repo} is: run again`)
}

/** Whose the token is, whatever it may see. */
export async function readLogin(github: GitHubClient): Promise<string> {
  const viewer = fieldOf(await ask(github, 'say whose the token is', VIEWER, {}), 'viewer')
  const [id, login] = [fieldOf(viewer, 'id'), fieldOf(viewer, 'login')]
  if (typeof login === 'string') return isBotId(id) ? botLogin(login) : login
  throw new UserError('github-unreachable', "GitHub's answer does not say whose the token is: run again")
}

/** GraphQL may leave out what marks the login of an App: without it, it could be a person's. Ids name their type, as text or in base64. */
function isBotId(id: unknown): boolean {
  return typeof id === 'string' && /^(?:BOT_|MDM6Qm90)/.test(id)
}

function botLogin(login: string): string {
  return login.endsWith('[bot]') ? login : `${login}[bot]`
}

async function ask(github: GitHubClient, doing: string, text: string, variables: Record<string, unknown>) {
  const octokit = await github.octokit()
  try {
    // A small query that breaks is sent again: no smaller one could take its place.
    return (await octokit.graphql(text, { ...variables, request: { isRead: !text.startsWith('mutation') } })) as unknown
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown
    const errors = readErrors(fieldOf(thrown, 'errors'))
    const [first] = errors
    if (first === undefined) throw thrown
    const start = `GitHub refused to ${doing} (${[first.type, first.message].filter(part => part !== '').join(' ')})`
    if (errors.some(isRateLimit)) throw new UserError('github-rate-limited', `${start}: run again later`)
    if (first.type === 'FORBIDDEN' || first.type === 'INSUFFICIENT_SCOPES') {
      throw new UserError('github-forbidden', `${start}: give the job 'permissions: contents: write'`)
    }
    if (first.type === 'NOT_FOUND') {
      throw new UserError('github-not-found', `${start}: it does not exist, or the token may not see it`)
    }
    throw new UserError('github-rejected', start)
  }
}
