import { reasonAddress } from '../../reasons/registry.ts'
import type { RefusedAnswer } from '../answer/head.ts'
import type { View } from './view.ts'

/** A command that came to nothing: why, everything that led to it, and where to read more. */
export function refusedView({ code, text, findings }: RefusedAnswer): View {
  return {
    title: [{ mark: 'bad' }, text, ' (', { code }, ')'],
    blocks: [
      ...(findings.length === 0 ? [] : [{ kind: 'list' as const, items: findings.map(one => [one]) }]),
      // Of a command that is not understood the text says all there is.
      ...(code === 'command-invalid'
        ? []
        : [{ kind: 'line' as const, line: [{ link: reasonAddress(code), text: 'what this means' }] }]),
    ],
  }
}
