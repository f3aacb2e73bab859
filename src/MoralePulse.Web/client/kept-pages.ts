/** Names of the caches that hold a tap page: whose page it is, and of which version of the service. */
const prefix = "moralepulse page";

export const nameOf = (version: string, wallet: string): string => `${prefix} ${version} ${wallet}`;

export const keptPages = (name: string): boolean => name.startsWith(`${prefix} `);

export const ofWallet = (name: string, wallet: string): boolean => name.endsWith(` ${wallet}`);

export const ofVersion = (name: string, version: string): boolean => name.startsWith(`${prefix} ${version} `);
