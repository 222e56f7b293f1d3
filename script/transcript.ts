/**
 * `script/node script/transcript.ts` writes docs/transcript.md: one story through both doors, as people read it. What differs
 * from run to run, SHAs, ids and ports, is replaced by names that stay.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fenced } from '../src/text/markdown.ts'
import { commentDoor, runStory, terminalDoor } from '../test/unit/doors/story.ts'
import { cleanUpAfterTest } from './testing/cleanup.ts'

const root = join(import.meta.dirname, '..')

function stable(texts: readonly string[]): readonly string[] {
  const shas = new Map<string, string>()
  const short = (sha: string) => {
    const known = shas.get(sha) ?? `c0ffee${(shas.size + 1).toString(16)}`
    shas.set(sha, known)
    return known
  }
  return texts.map(text =>
    text
      .replaceAll(/\b[0-9a-f]{40}\b/g, sha => `${short(sha.slice(0, 7))}${'0'.repeat(33)}`)
      .replaceAll(/(?<![\w/#])(?=[0-9a-f]*\d)[0-9a-f]{7}(?![\w-])/g, short)
      .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://github.com')
      .replaceAll(/\b29170+(\d+)\b/g, '29$1'),
  )
}

const parts: string[] = []
for (const [title, door] of [
  ['At a terminal', terminalDoor],
  ['In comments', commentDoor],
] as const) {
  const lines = await runStory(door)
  const shown = stable(lines.map(one => one.shown))
  parts.push(`## ${title}`)
  for (const [at, { login, words }] of lines.entries()) {
    const text = (shown[at] ?? '').trimEnd()
    if (door === terminalDoor) parts.push(fenced([`${login}$ commit-train ${words}`, text], 'console'))
    else parts.push(`**${login}**: \`/${words}\``, text.replaceAll(/\]\(<([^>]*)>\)/g, ']($1)').replaceAll(/^/gm, '> '))
  }
}
const page = [
  '# One story through both doors',
  'Written by `script/node script/transcript.ts`: status, two deployments, a bad commit, its rollback, a lock, a refusal, and what history says of it. `test/unit/doors` holds that both doors give the same answers.',
  ...parts,
].join('\n\n')
writeFileSync(join(root, 'docs/transcript.md'), `${page}\n`)
await cleanUpAfterTest()
