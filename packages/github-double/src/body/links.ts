import { fullName, type RepositoryState } from '../state/repository.ts'

/** Where this GitHub is: the base of API addresses and that of pages, both without a slash at the end. */
export interface Place {
  readonly api: string
  readonly server: string
}

export function repositoryApi(place: Place, repository: RepositoryState): string {
  return `${place.api}/repos/${fullName(repository)}`
}

export function repositoryPage(place: Place, repository: RepositoryState): string {
  return `${place.server}/${fullName(repository)}`
}
