import type { HeadFacts } from '../../domain/history/facts.ts'
import { UserError } from '../../errors.ts'
import { POLICY_FILE } from '../../policy/policy-file.ts'
import { MalformedAnswer } from '../failure.ts'
import { type Fields, objectIn, textIn } from '../graphql/answer.ts'
import type { GraphError } from '../graphql/errors.ts'
import type { Question, RepositoryPart } from '../graphql/parts.ts'
import { ownerAndName } from '../repository.ts'

/** The question for heads: nothing in it is a list, so that many fit into one query of one point. */
export const HEADS: Question = {
  name: 'Heads',
  doing: 'show the head and the policy',
  most: 25,
  requests: 100,
  fragments: [
    `fragment head on Repository {
  nameWithOwner
  isArchived
  isDisabled
  isEmpty
  defaultBranchRef { name target { oid } }
  policy: object(expression: "HEAD:${POLICY_FILE}") {
    __typename
    ... on Blob { text byteSize isBinary isTruncated }
  }
}`,
  ],
}

/** Asks for a repository's head and policy. GitHub follows the old name of a renamed one. */
export function headPart(repository: string): RepositoryPart<HeadFacts> {
  const { owner, repo } = ownerAndName(repository)
  return {
    repository,
    requests: 0,
    write: declare => `repository(owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}) { ...head }`,
    read: readHead,
  }
}

function readHead(data: Fields, errors: readonly GraphError[]): HeadFacts {
  if (errors.length > 0) throw new MalformedAnswer('errors')
  const branch = objectIn(data, 'defaultBranchRef')
  const target = branch === undefined ? undefined : objectIn(branch, 'target')
  const closed = data.isArchived === true ? 'archived' : data.isDisabled === true ? 'disabled' : undefined
  return {
    repository: textIn(data, 'nameWithOwner'),
    closed,
    branch: branch === undefined ? undefined : textIn(branch, 'name'),
    head: target === undefined ? undefined : textIn(target, 'oid').toLowerCase(),
    policyText: policyText(objectIn(data, 'policy')),
  }
}

/** Undefined when there is no such file. What is none, or not whole, must not be taken for a shorter policy. */
function policyText(policy: Fields | undefined): string | undefined {
  if (policy === undefined) return undefined
  const whole = textIn(policy, '__typename') === 'Blob' && policy.isTruncated === false && policy.isBinary === false
  if (!whole) {
    const text = `${POLICY_FILE} must be a plain text file that GitHub shows whole: make it smaller, or a file`
    throw new UserError('policy-invalid', text)
  }
  return textIn(policy, 'text')
}
