/** What a person may do in a repository. */
export type RoleName = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'
