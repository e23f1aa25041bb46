/** Until when the makers of a runtime mend it: versions by their name, dates as `YYYY-MM-DD`, the day after which nothing is mended. */
export interface Runtime {
  /** What its makers call it. */
  readonly title: string;
  readonly source: string;
  readonly ends: Readonly<Record<string, string>>;
}

export const asOf = '2026-11-25';

/** By the names that `runtime-versions` of a buildspec has for them. What is still mended for longer than five years is left out. */
export const RUNTIMES: Readonly<Record<string, Runtime>> = {
  nodejs: {
    title: 'Node.js',
    source: 'https://github.com/nodejs/release#release-schedule',
    ends: {
      '8': '2019-12-31',
      '10': '2021-04-30',
      '12': '2022-04-30',
      '14': '2023-04-30',
      '16': '2023-09-11',
      '18': '2025-04-30',
      '20': '2026-04-30',
      '22': '2027-04-30',
      '24': '2028-04-30',
    },
  },
  python: {
    title: 'Python',
    source: 'https://devguide.python.org/versions/',
    ends: {
      '2.7': '2020-01-01',
      '3.5': '2020-09-30',
      '3.6': '2021-12-23',
      '3.7': '2023-06-27',
      '3.8': '2024-10-07',
      '3.9': '2025-10-31',
      '3.10': '2026-10-31',
      '3.11': '2027-10-31',
      '3.12': '2028-10-31',
      '3.13': '2029-10-31',
      '3.14': '2030-10-31',
    },
  },
  ruby: {
    title: 'Ruby',
    source: 'https://www.ruby-lang.org/en/downloads/branches/',
    ends: {
      '2.6': '2022-04-12',
      '2.7': '2023-03-31',
      '3.0': '2024-04-23',
      '3.1': '2025-03-26',
      '3.2': '2026-04-01',
      '3.3': '2027-03-31',
      '3.4': '2028-03-31',
    },
  },
  php: {
    title: 'PHP',
    source: 'https://www.php.net/supported-versions.php',
    ends: {
      '7.3': '2021-12-06',
      '7.4': '2022-11-28',
      '8.0': '2023-11-26',
      '8.1': '2025-12-31',
      '8.2': '2026-12-31',
      '8.3': '2027-12-31',
      '8.4': '2028-12-31',
      '8.5': '2029-12-31',
    },
  },
  /** A release is mended until the second one after it is out. */
  golang: {
    title: 'Go',
    source: 'https://go.dev/doc/devel/release',
    ends: {
      '1.12': '2020-02-25',
      '1.13': '2020-08-11',
      '1.14': '2021-02-16',
      '1.15': '2021-08-16',
      '1.16': '2022-03-15',
      '1.17': '2022-08-02',
      '1.18': '2023-02-01',
      '1.19': '2023-08-08',
      '1.20': '2024-02-06',
      '1.21': '2024-08-13',
      '1.22': '2025-02-11',
      '1.23': '2025-08-12',
    },
  },
  dotnet: {
    title: '.NET',
    source: 'https://dotnet.microsoft.com/en-us/platform/support/policy/dotnet-core',
    ends: {
      '2.1': '2021-08-21',
      '2.2': '2019-12-23',
      '3.0': '2020-03-03',
      '3.1': '2022-12-13',
      '5.0': '2022-05-10',
      '6.0': '2024-11-12',
      '8.0': '2026-11-10',
      '10.0': '2028-11-14',
    },
  },
};
