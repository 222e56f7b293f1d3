import { type Finding, UserError } from '../../errors.ts'
import { batchesOf } from '../../text/batches.ts'
import type { Clock } from '../../time/clock.ts'
import { MalformedAnswer } from '../failure.ts'
import { type Fields, isFields } from './answer.ts'
import { type GraphQLConnection, sendQuery } from './client.ts'
import { findingOfError, type GraphError, isLasting } from './errors.ts'
import { aliasOf, composeQuery, type QueryForm, type QueryPart } from './query.ts'

/** One repository's part of a question that is asked of many at once. */
export interface RepositoryPart<T> extends QueryPart {
  /** `owner/name`. */
  readonly repository: string
  /** Reads what came for this part. Errors have paths from the part on; what they are about is null in the data. */
  readonly read: (data: Fields, errors: readonly GraphError[]) => T
}

/** What became of a part. */
export type PartAnswer<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'failed'; readonly finding: Finding }
  /** Never asked: the budget or GitHub's limit was used up before. */
  | { readonly kind: 'left-out'; readonly finding: Finding }

/** A question to many repositories. */
export interface Question extends QueryForm {
  /** Completes `GitHub did not …`, with `of <repository>` behind. */
  readonly doing: string
  /** Most parts in one query. */
  readonly most: number
  /** Most requests, as GitHub counts them, in one query. */
  readonly requests: number
}

interface Batch<T> {
  readonly parts: readonly RepositoryPart<T>[]
  readonly tries: number
}

/** A part that fails alone is asked again after these milliseconds. */
const PAUSES = [1000, 3000]

/** So many parts failing alone one after the other mean that GitHub is down. */
const DOWN_AFTER = 3

/**
 * Asks all parts in as few queries as the question allows. A query that GitHub breaks over is halved; a part that fails
 * alone is tried again, then given up, and the others go on.
 */
export async function askParts<T>(
  connection: GraphQLConnection & { readonly clock: Clock },
  question: Question,
  parts: readonly RepositoryPart<T>[],
): Promise<ReadonlyMap<RepositoryPart<T>, PartAnswer<T>>> {
  const answers = new Map<RepositoryPart<T>, PartAnswer<T>>()
  const give = (batch: Batch<T>, answer: PartAnswer<T>) => {
    for (const part of batch.parts) if (!answers.has(part)) answers.set(part, answer)
  }
  let queue: Batch<T>[] = packed(parts, question)
  let givenUp = 0
  for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
    const answer = await sendQuery(connection, composeQuery(question, batch.parts))
    if (answer.kind === 'stopped') {
      for (const one of [batch, ...queue]) give(one, { kind: 'left-out', finding: answer.finding })
      break
    }
    if (answer.kind === 'answered') {
      givenUp = 0
      for (const [index, part] of batch.parts.entries()) {
        const again = takeAnswer(part, index, answer, { question, lastTry: batch.tries > 0 })
        if (again === undefined) queue.push({ parts: [part], tries: 1 })
        else answers.set(part, again)
      }
      continue
    }
    if (batch.parts.length > 1) {
      const size = Math.ceil(batch.parts.length / 2)
      connection.log.info(`${answer.finding.text}; asking in parts of ${size}`)
      queue = [batch, ...queue].flatMap(one => cut(one, size))
      continue
    }
    const pause = PAUSES[batch.tries]
    if (pause !== undefined) {
      await connection.clock.sleep(pause)
      queue.unshift({ ...batch, tries: batch.tries + 1 })
      continue
    }
    givenUp += 1
    const [part] = batch.parts
    give(batch, { kind: 'failed', finding: { ...answer.finding, where: part?.repository ?? '' } })
    if (givenUp < DOWN_AFTER) continue
    for (const one of queue) give(one, { kind: 'failed', finding: answer.finding })
    break
  }
  return answers
}

/** What an answer says about a part; undefined when it is worth asking again. */
function takeAnswer<T>(
  part: RepositoryPart<T>,
  index: number,
  answer: { readonly data: Fields; readonly errors: readonly GraphError[] },
  { question, lastTry }: { readonly question: Question; readonly lastTry: boolean },
): PartAnswer<T> | undefined {
  const alias = aliasOf(index)
  const errors = answer.errors
    .filter(error => error.path[0] === alias)
    .map(error => ({ ...error, path: error.path.slice(1) }))
  if (!lastTry && errors.some(error => !isLasting(error))) return undefined
  const data = answer.data[alias]
  const [first] = errors
  if (!isFields(data)) {
    const error = first ?? { type: '', message: 'its answer leaves the repository out', path: [] }
    return { kind: 'failed', finding: findingOfError(error, part.repository, question.doing) }
  }
  try {
    return { kind: 'read', value: part.read(data, errors) }
  } catch (thrown) {
    if (thrown instanceof UserError) {
      return { kind: 'failed', finding: { reason: thrown.reason, text: thrown.message, where: part.repository } }
    }
    if (!(thrown instanceof MalformedAnswer)) throw thrown
    const error = first ?? { type: '', message: thrown.message, path: [] }
    return { kind: 'failed', finding: findingOfError(error, part.repository, question.doing) }
  }
}

function packed<T>(parts: readonly RepositoryPart<T>[], { most, requests }: Question): Batch<T>[] {
  const batches: { parts: RepositoryPart<T>[]; tries: number; requests: number }[] = []
  for (const part of parts) {
    const last = batches.at(-1)
    if (last !== undefined && last.parts.length < most && last.requests + part.requests <= requests) {
      last.parts.push(part)
      last.requests += part.requests
    } else {
      batches.push({ parts: [part], tries: 0, requests: part.requests })
    }
  }
  return batches
}

function cut<T>({ parts, tries }: Batch<T>, size: number): Batch<T>[] {
  return parts.length <= size ? [{ parts, tries }] : batchesOf(parts, size).map(some => ({ parts: some, tries }))
}
