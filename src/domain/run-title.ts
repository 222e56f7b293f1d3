/** The deployment that a run names in its title, as the templates' `run-name` does. */
export function deploymentInTitle(title: string): number | undefined {
  const named = /\bdeployment #?(\d{1,15})\b/i.exec(title)?.[1]
  return named === undefined ? undefined : Number(named)
}
