import type { DeploymentStatusFacts } from '../../domain/history/deployment-facts.ts'
import { MalformedAnswer } from '../failure.ts'
import { type Fields, instantIn, objectIn, type Page, pageIn, textIn, textOrNone } from '../graphql/answer.ts'
import type { Question, RepositoryPart } from '../graphql/parts.ts'

/** The fields of a deployment's statuses, a hundred of them. */
export const STATUSES_FRAGMENT = `fragment statuses on DeploymentStatusConnection {
  nodes { id state createdAt description logUrl }
  pageInfo { hasNextPage endCursor }
}`

/** The question for statuses of deployments that have more than one page of them. */
export const STATUSES: Question = {
  name: 'Statuses',
  doing: 'list the statuses of a deployment',
  most: 50,
  requests: 50,
  fragments: [STATUSES_FRAGMENT],
}

/** The states of a status. */
export const STATUS_STATES: readonly string[] = [
  'error',
  'failure',
  'inactive',
  'in_progress',
  'pending',
  'queued',
  'success',
  'waiting',
] satisfies readonly DeploymentStatusFacts['state'][]

/** A further page of the statuses of a deployment, by its node id. */
export function statusesPart(repository: string, id: string, after: string): RepositoryPart<Page> {
  return {
    repository,
    requests: 1,
    write: declare =>
      `node(id: ${declare('ID!', id)}) { ... on Deployment { statuses(first: 100, after: ${declare('String', after)}) { ...statuses } } }`,
    read: data => statusPage(data),
  }
}

/** The statuses in a deployment's fields. */
export function statusPage(deployment: Fields): Page {
  const page = pageIn(deployment, 'statuses')
  if (page === undefined || page.hidden > 0) throw new MalformedAnswer('no statuses')
  return page
}

/**
 * Statuses, oldest first. GitHub does not say in which order it lists them, and its times are whole seconds; it does say
 * which is the latest.
 */
export function statusesInOrder(nodes: readonly Fields[], deployment: Fields): readonly DeploymentStatusFacts[] {
  const latest = objectIn(deployment, 'latestStatus')
  const newestFirst = latest !== undefined && nodes[0]?.id === latest.id
  const listed = newestFirst ? nodes.toReversed() : nodes
  return listed.map(statusFacts).sort((one, other) => one.createdAt - other.createdAt)
}

function statusFacts(node: Fields): DeploymentStatusFacts {
  const state = textIn(node, 'state').toLowerCase()
  if (!isState(state)) throw new MalformedAnswer(`an unknown state of a status, '${state}'`)
  return {
    state,
    createdAt: instantIn(node, 'createdAt'),
    description: textOrNone(node, 'description') ?? '',
    logUrl: textOrNone(node, 'logUrl') ?? '',
  }
}

function isState(state: string): state is DeploymentStatusFacts['state'] {
  return STATUS_STATES.includes(state)
}
