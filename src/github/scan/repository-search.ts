import { type Finding, UserError } from '../../errors.ts'
import { retry } from '../../net/retry.ts'
import { MalformedAnswer } from '../failure.ts'
import { type Fields, pageIn, textIn } from '../graphql/answer.ts'
import { sendQuery } from '../graphql/client.ts'
import { composeQuery, type QueryForm } from '../graphql/query.ts'
import type { ScanTools } from './scan-tools.ts'

/** GitHub's search gives at most 1,000 results: ten pages. */
const PAGES = 10
const TRIES = 3
/** After the first attempt; each further pause is longer by the same. */
const PAUSE_MS = 1000

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/
const TOPIC = /^[a-z0-9][a-z0-9-]{0,49}$/

const FORM: QueryForm = {
  name: 'Repositories',
  fragments: [
    `fragment found on SearchResultItemConnection {
  repositoryCount
  nodes { __typename ... on Repository { nameWithOwner } }
  pageInfo { hasNextPage endCursor }
}`,
  ],
}

/** Whose repositories are looked for. */
interface TopicScope {
  readonly organization: string
  readonly topic: string
}

/** The repositories found by a topic. */
interface FoundRepositories {
  /** `owner/name` each, sorted. */
  readonly repositories: readonly string[]
  /** That GitHub counts more than it lists. */
  readonly unlisted: Finding | undefined
}

/**
 * Finds an organization's repositories that carry a topic, without the archived ones. Throws a `UserError` (error) when
 * they cannot be listed.
 */
export async function findRepositories(
  tools: ScanTools,
  { organization, topic }: TopicScope,
): Promise<FoundRepositories> {
  // Both become part of GitHub's search language, in which a blank begins another condition.
  if (!NAME.test(organization)) throw invalid(`Input "organization" is '${organization}', which is not the name of one`)
  if (!TOPIC.test(topic))
    throw invalid(`Input "topic" is '${topic}'; a topic has lower-case letters, digits and '-', at most 50`)
  const names = new Set<string>()
  let total = 0
  let after: string | undefined
  for (let page = 1; page <= PAGES; page++) {
    const search = await readPage(tools, `org:${organization} topic:${topic} archived:false`, after)
    const read = pageIn({ search }, 'search')
    if (read === undefined) throw new MalformedAnswer('no search')
    for (const node of read.nodes) names.add(textIn(node, 'nameWithOwner'))
    total = Math.max(total, typeof search.repositoryCount === 'number' ? search.repositoryCount : 0)
    after = read.next
    if (after === undefined) break
  }
  const repositories = [...names].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1))
  return { repositories, unlisted: unlistedOf(repositories.length, total, { organization, topic }) }
}

function unlistedOf(listed: number, total: number, { organization, topic }: TopicScope): Finding | undefined {
  if (total <= listed) return undefined
  const what = `repositories of ${organization} with the topic '${topic}'`
  const text = `GitHub lists ${listed} of ${total} ${what}: the others were not scanned; name the repositories`
  return { reason: 'repositories-not-listed', text, where: organization }
}

/** GitHub broke over the search, which may go well the next time. */
class BrokenSearch extends UserError {}

async function readPage(tools: ScanTools, query: string, after: string | undefined): Promise<Fields> {
  return retry(
    () => searchOnce(tools, query, after),
    (thrown, { tries }) =>
      thrown instanceof BrokenSearch && tries < TRIES
        ? { kind: 'retry', wait: tries * PAUSE_MS }
        : { kind: 'give-up', error: thrown },
    tools,
  )
}

async function searchOnce(tools: ScanTools, query: string, after: string | undefined): Promise<Fields> {
  const part = {
    requests: 1,
    write: (declare: (type: string, value: unknown) => string) =>
      `search(type: REPOSITORY, query: ${declare('String!', query)}, first: 100, after: ${declare('String', after ?? null)}) { ...found }`,
  }
  const answer = await sendQuery(tools, composeQuery(FORM, [part]))
  if (answer.kind === 'broke') throw new BrokenSearch(answer.finding.reason, answer.finding.text)
  if (answer.kind === 'stopped') throw new UserError(answer.finding.reason, answer.finding.text)
  const [error] = answer.errors
  const search = answer.data.p0
  if (error === undefined && typeof search === 'object' && search !== null) return search as Fields
  const text = `GitHub did not search for '${query}' (${[error?.type, error?.message].filter(Boolean).join(' ')}): run again, or name the repositories`
  throw new UserError('github-rejected', text)
}

function invalid(text: string): UserError {
  return new UserError('input-invalid', text)
}
