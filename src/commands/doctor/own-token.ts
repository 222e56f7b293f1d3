const OWN =
  /^\$\{\{\s*(?:github\.token|secrets\.GITHUB_TOKEN|(?:github|secrets)\[\s*'(?:token|GITHUB_TOKEN)'\s*\])\s*\}\}$/i

/** Whether an input `token` is the one of the workflow itself, which is its default. Everything else is that of another. */
export function isOwnToken(input: string | undefined): boolean {
  const token = input?.trim() ?? ''
  return token === '' || OWN.test(token)
}
