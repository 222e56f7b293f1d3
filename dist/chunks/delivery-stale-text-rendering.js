import { t as counted } from "./text-counted.js";
import { t as canonicalName } from "./text-canonical-name.js";
import { t as zoneFormat } from "./time-zone-format.js";
import { a as mention, o as shortened } from "./slack-mrkdwn.js";

// src/domain/history/stale-key.ts
/** `owner/name#service`, the same however the names are spelled: how the metadata of a message names a service. */
function keyText({ repository, service }) {
	return `${canonicalName(repository)}#${canonicalName(service)}`;
}

// src/delivery/stale/messages/action-line.ts
const DONE = {
	post: "posted",
	edit: "edited",
	reply: "replied",
	done: "marked as done",
	renew: "continued in a new message",
	close: "closed: continued in a newer message"
};
const WOULD = {
	post: "would be posted",
	edit: "would be edited",
	reply: "would get a reply",
	done: "would be marked as done",
	renew: "would be continued in a new message",
	close: "would be closed: continued in a newer message"
};
/** One action in one line of the log. */
function actionLine({ environment, channel, action, services, newCommits }, dryRun) {
	const about = services === 0 ? "" : ` (${counted(services, "service")}${newCommits === 0 ? "" : `, ${counted(newCommits, "new commit")}`})`;
	return `${channel}, ${environment}: the message ${dryRun ? WOULD[action] : DONE[action]}${about}`;
}

// src/delivery/stale/text/compare-link.ts
/**
* The page with all that waits; without a commit of the branch that was ever live, all there is. Its address is whole: it may
* stand in Markdown and in Slack as it is, whatever the branch is called.
*/
function waitingPage({ key, live, branch, commits }, serverUrl) {
	const page = `${serverUrl}/${key.repository}`;
	const ref = encodeURIComponent(branch).replaceAll("%2F", "/").replaceAll("(", "%28").replaceAll(")", "%29");
	if (live.base !== void 0) return `${page}/compare/${live.base.sha.slice(0, 12)}...${ref}`;
	return commits.length === 1 ? `${page}/commit/${commits[0]?.commit.sha}` : `${page}/commits/${ref}`;
}

// src/delivery/stale/text/rendering.ts
/** Characters of a name. */
const NAME = 60;
/** Whom commits are about, each once, in the order of their newest: their authors, or who merged what a bot wrote. */
function peopleOf(commits) {
	const people = commits.map(({ commit: { login, author, mergedBy } }) => {
		const known = mergedBy ?? login;
		return {
			login: known,
			name: known ?? author
		};
	});
	return [...new Map(people.map((person) => [person.name, person])).values()].filter(({ name }) => name !== "");
}
/** ` — ada`, ` — dependabot, merged by ben`; empty when no author is known. */
function byWords({ commit: { login, author, mergedBy } }) {
	const name = shortened(login ?? author, NAME);
	if (name === "") return "";
	return ` — ${name}${mergedBy === void 0 ? "" : `, merged by ${shortened(mergedBy, NAME)}`}`;
}
/** A person as mrkdwn: mentioned where that notifies them, unless `quietly`. */
function personWords({ login, name }, { users, absent }, quietly = false) {
	const member = login === void 0 ? void 0 : users.get(canonicalName(login));
	return member === void 0 || absent.has(member) || quietly ? shortened(name, NAME) : mention(member);
}
/** `a`, `a and b`, `a, b and c`. */
function joinWithAnd(texts) {
	const last = texts.at(-1);
	return texts.length < 2 ? last ?? "" : `${texts.slice(0, -1).join(", ")} and ${last}`;
}
/** A moment that says its day and its zone, so that it does not look fresh for ever: `Mon 19 Oct 08:00 Berlin`. */
function stampOf(zone, at) {
	const format = zoneFormat("en-GB", zone, {
		weekday: "short",
		day: "numeric",
		month: "short",
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23"
	});
	const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
	const [weekday, day, month, hour, minute] = [
		"weekday",
		"day",
		"month",
		"hour",
		"minute"
	].map((type) => parts.get(type));
	return `${weekday} ${day} ${month} ${hour}:${minute} ${zone.split("/").at(-1)?.replaceAll("_", " ")}`;
}
/** Shows moments in a zone, by the day of `now`. */
function clockOf(zone, now) {
	const time = zoneFormat("en-GB", zone, {
		hour: "2-digit",
		minute: "2-digit",
		hourCycle: "h23"
	});
	const day = zoneFormat("en-GB", zone, {
		weekday: "short",
		day: "numeric",
		month: "short"
	});
	const today = day.format(now);
	return (at) => day.format(at) === today ? time.format(at) : `${day.format(at)}, ${time.format(at)}`;
}

export { personWords as a, actionLine as c, peopleOf as i, keyText as l, clockOf as n, stampOf as o, joinWithAnd as r, waitingPage as s, byWords as t };