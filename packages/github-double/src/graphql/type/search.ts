import { Unmodelled } from '../../problem.ts'
import { fullName, type RepositoryState } from '../../state/repository.ts'
import { connection, connectionType, idCursor, PAGE_ARGUMENTS } from '../connection.ts'
import type { Field } from '../fields.ts'
import { sees } from './visible.ts'

/** No search returns more. Source: https://docs.github.com/en/rest/search/search#about-search */
const MOST_RESULTS = 1000

type Qualifier = (repository: RepositoryState, value: string) => boolean

const qualifiers: Readonly<Record<string, Qualifier>> = {
  org: ({ owner }, value) => owner.login.toLowerCase() === value,
  user: ({ owner }, value) => owner.login.toLowerCase() === value,
  repo: (repository, value) => fullName(repository).toLowerCase() === value,
  topic: ({ topics }, value) => topics.includes(value),
  archived: ({ archived }, value) => String(archived) === value,
  fork: ({ parent }, value) => value === 'true' || (value === 'only') === (parent !== undefined),
}

/** Repositories by `org:acme topic:x archived:false`; forks only when the query asks for them. */
export const search: Field<unknown> = {
  args: [...PAGE_ARGUMENTS, 'type', 'query'],
  resolve: (_, args, { store, account }, info) => {
    if (args.type !== 'REPOSITORY') throw new Unmodelled(`a search for ${String(args.type)}`)
    const words = String(args.query).trim().split(/\s+/).map(qualified)
    const wanted = words.some(({ name }) => name === 'fork') ? words : [...words, qualified('fork:false')]
    const found = store.repositories.filter(
      one => sees(account, one) && wanted.every(({ fits, value }) => fits(one, value)),
    )
    const all = found.slice(0, MOST_RESULTS).map(one => ({ ...one, __typename: 'Repository' as const }))
    return connection(all, args, info, idCursor)
  },
}

function qualified(word: string): { name: string; value: string; fits: Qualifier } {
  const [name = '', ...rest] = word.split(':')
  const fits = qualifiers[name]
  const value = rest
    .join(':')
    .replace(/^"(.*)"$/, '$1')
    .toLowerCase()
  // Free words and further qualifiers would be ignored without notice.
  if (fits === undefined || value === '') throw new Unmodelled(`"${word}" in a search`)
  return { name, value, fits }
}

export const searchTypes = connectionType('SearchResultItemConnection', 'SearchResultItemEdge', {
  repositoryCount: page => page.total,
})
