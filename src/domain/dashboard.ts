/** What an address of a dashboard is filled in with. */
interface DashboardWords {
  readonly service: string
  readonly environment: string
  /** Full SHA. */
  readonly commit: string
  /** `owner/name`. */
  readonly repository: string
}

/** The address behind a template of the policy, each word encoded so that it cannot change the address around it. */
export function dashboardUrl(template: string, words: DashboardWords): string {
  return template.replaceAll(/\{(service|environment|commit|repository)\}/g, (_, name: keyof DashboardWords) =>
    encodeURIComponent(words[name].toWellFormed()),
  )
}
