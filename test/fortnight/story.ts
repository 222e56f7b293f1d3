import type { Fact, Fortnight, Key, Time } from './rows.ts'
import { QUIET } from './rows.ts'

const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: QUIET.zone,
  ...{ weekday: 'short', day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' },
})

export function clock(at: Time): string {
  return wall.format(at)
}

/** The life of a key until a moment, a line for each thing that happened: for whoever wonders who is right. */
export function storyOf({ facts }: Fortnight, key: Key, until: Time): string {
  return facts
    .filter(fact => fact.repository === key.repository && fact.at <= until)
    .filter(fact => !('environment' in fact) || (fact.environment === key.environment && fact.service === key.service))
    .filter(fact => !('deployment' in fact) || isOf(facts, fact.deployment, key))
    .map(fact => `    ${clock(fact.at)}  ${wordsOf(fact)}`)
    .join('\n')
}

function isOf(facts: readonly Fact[], deployment: number, { service, environment }: Key): boolean {
  const asked = facts.find(fact => fact.kind === 'deployment' && fact.deployment === deployment)
  return asked?.kind === 'deployment' && asked.service === service && asked.environment === environment
}

function wordsOf(fact: Fact): string {
  switch (fact.kind) {
    case 'merge':
    case 'force-push': {
      const { id, by, reverts, marker, paths, checks } = fact.commit
      const more = [reverts && `reverts ${reverts}`, marker, paths.join(' '), checks === 'green' ? '' : checks]
      const onto = fact.kind === 'force-push' ? ` onto ${fact.onto}` : ''
      return `${fact.kind}${onto}: ${id} by ${by.login ?? by.name}, ${more.filter(Boolean).join(', ')}`
    }
    case 'push':
      return `push: ${fact.commits.map(({ id, reverts }) => `${id}${reverts ? ` reverts ${reverts}` : ''}`).join(', ')}, traced by ${fact.trace}`
    case 'checks':
      return `checks of ${fact.commit} are ${fact.result}`
    case 'deployment':
      return `deployment ${fact.deployment} of ${fact.commit} (${fact.task}) is asked for`
    case 'status':
      return `deployment ${fact.deployment}: ${fact.state}`
    case 'run':
      return `deployment ${fact.deployment}: its run ${fact.waits ? 'waits for a reviewer' : 'waits no more'}`
    case 'lock':
      return `its lock is ${fact.state}`
  }
}
