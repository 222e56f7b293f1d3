import { c as UserError } from "./time-system-clock.js";

// src/github/pages.ts
/** Items in one answer: GitHub's maximum. */
const PAGE_SIZE = 100;
/** More pages than these are not read; what is further on counts as not read. */
const MOST_PAGES = 20;
/**
* Reads a counted list whole: the first page says how many there are, the others are read in parallel. An item that
* moved from page to page meanwhile is there once.
*/
async function readCountedPages(read) {
	const first = await read(1);
	const pages = Math.min(MOST_PAGES, Math.ceil(first.total / 100));
	const all = [first, ...await Promise.all(Array.from({ length: Math.max(0, pages - 1) }, (_, index) => read(index + 2)))];
	const items = new Map(all.flatMap((page) => page.items).map((item) => [item.id, item]));
	const total = Math.max(...all.map((page) => page.total));
	return {
		items: [...items.values()],
		missing: Math.max(0, total - items.size)
	};
}
/** Pages of a list that says nothing of how long it is: 10,000 items. */
const MOST_LIST_PAGES = 100;
/** The pages of such a list, one after the other. Throws `github-broken` where it does not end; `doing` says what it lists. */
async function* listPages(doing, read) {
	for (let page = 1; page <= 100; page++) {
		const items = await read(page);
		yield items;
		if (items.length < 100) return;
	}
	const text = `GitHub did not ${doing} to the end: there is more after ${100} pages of ${100}`;
	throw new UserError("github-broken", `${text}; see https://www.githubstatus.com and run again`);
}
/** The same, whole. */
async function wholeList(doing, read) {
	const all = [];
	for await (const page of listPages(doing, read)) all.push(...page);
	return all;
}

export { readCountedPages as n, wholeList as r, listPages as t };