import { asRecord, fieldOf } from '../../text/json.ts'
import type { GitHubClient, Repository } from '../client.ts'
import { PAGE_SIZE, wholeList } from '../pages.ts'

/** An active ruleset of a repository that is not about branches: of those GitHub says which rules hold for a name. */
export interface OtherRuleset {
  readonly name: string
  readonly target: 'tag' | 'push'
  /** Types of its rules: `creation`, `deletion`, … */
  readonly rules: readonly string[]
  /** Patterns of the refs that it is about; of a push: none. */
  readonly refs: readonly string[]
  /** Its page; empty where GitHub names none. */
  readonly link: string
}

/** One request, and one for each ruleset. Throws a `UserError` (error, `github-…`). */
export async function readOtherRulesets(
  github: GitHubClient,
  repository: Repository,
): Promise<readonly OtherRuleset[]> {
  const octokit = await github.octokit()
  const all = await wholeList('list the rulesets', async page => {
    const request = { ...repository, per_page: PAGE_SIZE, page }
    return (await octokit.request('GET /repos/{owner}/{repo}/rulesets', request)).data
  })
  const found: OtherRuleset[] = []
  for (const { id, name, target, enforcement } of all) {
    if (enforcement !== 'active' || (target !== 'tag' && target !== 'push')) continue
    const request = { ...repository, ruleset_id: id }
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/rulesets/{ruleset_id}', request)
    const refs = fieldOf(asRecord(data.conditions).ref_name, 'include')
    found.push({
      ...{ name, target, rules: (data.rules ?? []).map(({ type }) => type) },
      refs: Array.isArray(refs) ? refs.filter(one => typeof one === 'string') : [],
      link: data._links?.html?.href ?? '',
    })
  }
  return found
}
