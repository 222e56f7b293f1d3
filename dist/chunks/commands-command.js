// src/commands/command.ts
const VERBS = [
	"status",
	"deploy",
	"rollback",
	"promote",
	"abort",
	"history",
	"lock",
	"unlock",
	"doctor",
	"help"
];
/** How each is written; the same in every door. */
const USAGE = {
	status: "status [service] [limit]",
	deploy: "deploy [service] <environment> [sha] [--all-at-once] [--force \"why\"]",
	rollback: "rollback [service] <environment> [sha] [reason]",
	promote: "promote [service] <environment>",
	abort: "abort [service] <environment>",
	history: "history [service] [environment] [limit] [--counts]",
	lock: "lock [service] <environment|all> [for 2h] [reason]",
	unlock: "unlock [service] <environment|all>",
	doctor: "doctor [--probe]",
	help: "help"
};
/** How many lines `status` and `history` show. */
const LIMITS = {
	usual: 5,
	most: 50
};

export { USAGE as n, VERBS as r, LIMITS as t };