import { shortSha } from '../../domain/sha.ts'
import type { ContinueAnswer, ContinueCode } from '../answer/continue.ts'
import { commandText } from '../grammar/command-text.ts'
import type { Block, Line, Piece, View } from './view.ts'

const ENDS: Readonly<
  Record<ContinueCode, { readonly mark: Extract<Piece, { mark: unknown }>['mark']; readonly words: string }>
> = {
  promoted: { mark: 'good', words: 'Promoted to all pods' },
  'promoted-held': { mark: 'waiting', words: 'Promoted, and held' },
  aborted: { mark: 'good', words: 'Aborted' },
  'continue-failed': { mark: 'bad', words: 'Not done' },
  'continue-open': { mark: 'running', words: 'Not followed any further' },
}

/** What came of going on with what is held. */
export function continueView({ code, service, environment, requester, deployment, end }: ContinueAnswer): View {
  const { mark, words } = ENDS[code]
  const log: Line = end.log === '' ? [] : [' ', { link: end.log, text: 'log' }]
  const text = end.text === '' ? '' : `: ${end.text}`
  return {
    title: [
      { mark },
      `${words}: `,
      { code: shortSha(deployment.sha) },
      ' in ',
      { strong: environment },
      ` of ${service}${text}`,
      ...log,
    ],
    blocks: [
      { kind: 'line', line: ['asked for by ', { login: requester, notify: true }, `: deployment ${deployment.id}`] },
      ...(code === 'promoted-held' ? ['promote', 'abort'].map(verb => command([verb, service, environment])) : []),
    ],
  }
}

function command(words: readonly string[]): Block {
  return { kind: 'command', words: commandText(words) }
}
