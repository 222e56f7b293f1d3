import { MalformedAnswer } from '../failure.ts'
import { type Fields, objectIn, textIn } from '../graphql/answer.ts'
import type { Question, RepositoryPart } from '../graphql/parts.ts'
import { ownerAndName } from '../repository.ts'

/** Where an object of git is looked for: a commit's SHA and a path; the empty one is its root folder. */
export interface ObjectPlace {
  readonly sha: string
  readonly path: string
}

/** More objects are not asked for by one part; as nothing in it is a list, a query costs one point. */
export const OBJECTS_A_PART = 100

/** The question for the names of objects: of a folder, that of all it holds. */
export const OBJECTS: Question = {
  name: 'Objects',
  doing: 'show the folders of commits',
  most: 8,
  requests: 100,
  fragments: ['fragment name on GitObject { oid }'],
}

/** Asks for the objects at some places, by `sha:path`. Where there is none, as for a submodule, none is in the answer. */
export function objectsPart(
  repository: string,
  places: readonly ObjectPlace[],
): RepositoryPart<ReadonlyMap<string, string>> {
  return {
    repository,
    requests: 0,
    write: declare => {
      const { owner, repo } = ownerAndName(repository)
      const where = `owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}`
      const objects = places.map(
        (place, at) => `o${at}: object(expression: ${declare('String!', placeText(place))}) { ...name }`,
      )
      return `repository(${where}) { ${objects.join('\n')} }`
    },
    read: (data, errors) => {
      if (errors.length > 0) throw new MalformedAnswer('errors')
      const found = places.flatMap((place, at) => {
        const object = objectIn(data, `o${at}`)
        return object === undefined ? [] : [[placeText(place), textIn(object, 'oid')] as const]
      })
      return new Map(found)
    },
  }
}

export function placeText({ sha, path }: ObjectPlace): string {
  return `${sha}:${path}`
}

/** The question for what is in some folders. */
export const ENTRIES: Question = { ...OBJECTS, name: 'Entries', doing: 'list the folders of commits', fragments: [] }

/** Asks for the names of what is in a folder, submodules among it; the answer is empty where there is no such folder. */
export function entriesPart(repository: string, place: ObjectPlace): RepositoryPart<readonly string[]> {
  return {
    repository,
    requests: 0,
    write: declare => {
      const { owner, repo } = ownerAndName(repository)
      const where = `owner: ${declare('String!', owner)}, name: ${declare('String!', repo)}`
      const object = `object(expression: ${declare('String!', placeText(place))})`
      return `repository(${where}) { ${object} { ... on Tree { entries { name } } } }`
    },
    read: (data, errors) => {
      if (errors.length > 0) throw new MalformedAnswer('errors')
      const entries = objectIn(data, 'object')?.entries
      return Array.isArray(entries) ? entries.map((entry: Fields) => textIn(entry, 'name')) : []
    },
  }
}
