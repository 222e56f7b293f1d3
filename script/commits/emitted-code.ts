import { transformSync } from '@swc/core'

/**
 * What the bundle holds of a source file, without what makes no difference to how it runs: types, comments, layout, and
 * how files of `src/` refer to each other (`export`, the paths and the order of relative imports).
 */
export function emittedCode(text: string): string {
  const { code } = transformSync(text, {
    swcrc: false,
    configFile: false,
    isModule: true,
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript' },
      transform: { verbatimModuleSyntax: true },
      minify: { format: { comments: false } },
    },
  })
  const names: string[] = []
  const rest = code
    .replace(RELATIVE_IMPORT, (_, imported: string) => {
      names.push(...imported.split(','))
      return ''
    })
    .replace(RELATIVE_EXPORT, '')
    .replace(EXPORT, '')
  const sorted = names.map(name => name.trim()).filter(name => name !== '')
  return [...sorted.toSorted(), rest.trim()].join('\n').trim()
}

// As swc prints them: each on a line of its own, or over several lines.
const RELATIVE_IMPORT = /^import \{([^}]*)\} from ["']\.[^"']*["'];\n?/gm
const RELATIVE_EXPORT = /^export (?:\{[^}]*\}|\*) from ["']\.[^"']*["'];\n?/gm
const EXPORT = /^export (?:\{\s*\};?\n?|(?=[a-z]))/gm
