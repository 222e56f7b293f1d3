import { Octokit } from '@octokit/core'
import { paginateRest } from '@octokit/plugin-paginate-rest'
import { restEndpointMethods } from '@octokit/plugin-rest-endpoint-methods'

const Library = Octokit.plugin(restEndpointMethods, paginateRest)

/** GitHub's client with every method of the REST interface and with paging. */
export function octokitWith(options: ConstructorParameters<typeof Library>[0]): InstanceType<typeof Library> {
  return new Library(options)
}
