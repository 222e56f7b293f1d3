/** Whether one of these names or patterns fits a ref. `*` matches no slash, `**` also those, as GitHub reads them. */
export function refsLetIn(patterns: readonly string[], ref: string): boolean {
  return patterns.some(pattern => patternOf(pattern).test(ref))
}

function patternOf(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*\/?|\*|\?)/).map(part => {
    if (part.startsWith('**')) return '.*'
    if (part === '*') return '[^/]*'
    return part === '?' ? '[^/]' : part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}$`)
}
