import type { NewKey } from '../../github/workflows/workflow-calls.ts'
import type { DoctorItem } from '../answer/doctor.ts'
import type { DoctorFacts } from './facts.ts'
import { good, stops, warning } from './item.ts'

/** Since which release a server knows a key; undefined: none so far. `docs/workflows.md` has the same table. */
const SINCE: Readonly<Record<NewKey, string | undefined>> = {
  'concurrency.queue': undefined,
  'environment.deployment': undefined,
  'schedule.timezone': '3.22',
}

/** The line of a file that has the key. */
const LINE: Readonly<Record<NewKey, string>> = {
  'concurrency.queue': '/^ *queue: max$/d',
  'environment.deployment': '/^ *deployment: false$/d',
  'schedule.timezone': '/^ *timezone: /d',
}

/** The first release whose runners have the Node.js of the actions. */
const OLDEST = '3.18'
/** The first release with rulesets. */
const RULES = '3.10'

/** What a GitHub Enterprise Server lacks; nothing for github.com. */
export function serverItems({
  settings: { server },
  workflows,
  policy,
}: Pick<DoctorFacts, 'settings' | 'workflows' | 'policy'>): readonly DoctorItem[] {
  if (server === undefined) return []
  const about = { area: 'server', object: 'GitHub Enterprise Server' } as const
  const code = 'server-lacks'
  const items: DoctorItem[] = [good(about, server)]
  if (isOlder(server, OLDEST)) {
    const text = `its runners may be older than 2.327.1, and the actions need node24, which later ones have`
    items.push(warning(about, { code, text, fix: `upgrade the runners, or the server to ${OLDEST}` }))
  }
  const required = policy.isRead ? policy.value.environments.filter(({ checks }) => checks.count === 'required') : []
  if (required.length > 0 && isOlder(server, RULES)) {
    const text = `it has no rulesets, which 'checks: required' reads (since ${RULES})`
    items.push(stops(about, { code, text, fix: "list the checks' names under 'checks:' in the policy" }))
  }
  if (!workflows.isRead) return items
  for (const { file, newKeys } of workflows.value.branch) {
    const keys = newKeys.filter(key => SINCE[key] === undefined || isOlder(server, SINCE[key]))
    if (keys.length === 0) continue
    const text = `it does not know ${keys.join(', ')}, and refuses the whole file: no run starts`
    const fix = 'leave out these lines; docs/workflows.md says what is missing without them'
    const copy = `sed -i ${keys.map(key => `-e '${LINE[key]}'`).join(' ')} .github/workflows/${file}`
    items.push(stops({ area: 'server', object: file }, { code, text, fix, copy }))
  }
  return items
}

function isOlder(release: string, than: string): boolean {
  const [major = 0, minor = 0] = release.split('.').map(Number)
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number)
  return major === thanMajor ? minor < thanMinor : major < thanMajor
}
