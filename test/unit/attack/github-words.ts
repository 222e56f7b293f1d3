import type { Kind } from './hostile-server.ts'

/**
 * What a person reads of each hostile answer in GitHub's place. `doing`: what was asked. `withoutFields`: what JSON that lacks
 * every field is called, which is not the same over REST and GraphQL.
 */
export function githubWords(doing: string, withoutFields?: string): Readonly<Record<Kind, string>> {
  const broken = (what: string) =>
    `GitHub did not ${doing} as it should: ${what}; see https://www.githubstatus.com, or what is between here and URL, and run again`
  const away = (what: string) =>
    `GitHub cannot be reached at URL to ${doing}: ${what}; check the network or the proxy, then run again`
  const lacking = withoutFields ?? broken('its answer has no id')
  return {
    'an endless body': broken('the answer is larger than 32 MiB'),
    'a small body that becomes a large one': broken('the answer is larger than 32 MiB'),
    'a body that stops': away('no answer within 0.2 s'),
    'a body that is cut short': away('the answer is cut short'),
    'a page': away('a page came in place of the answer, so it is not from GitHub'),
    'a content type that is none': away('the answer is not JSON, or not whole'),
    'no JSON': away('the answer is not JSON, or not whole'),
    null: away('the answer is not JSON, or not whole'),
    'an empty object': lacking,
    'an error that is called a success': lacking,
    'a list of nothing': lacking,
    'giant headers': away('Parse Error: Header overflow'),
    'redirects in circles': away('it redirects in circles'),
    'a redirect to another host': away('it redirects to another address (http://localhost:PORT)'),
    'a redirect to another port': away('it redirects to another address (http://127.0.0.1:PORT)'),
    'a redirect to nowhere': away('it redirects to another address (none)'),
  }
}
