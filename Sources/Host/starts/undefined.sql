/* # yaml-language-server: $schema=module-header.schema.json
# An indicator that is named in plans, and whose definition nobody knows: no query and no figures, only this header, so
# that it is not forgotten. 'laa modules check {{id}}.sql' says what is wrong here.
id: {{id}}
title: What the plans call it
definition: >-
  Not known. Say here what was looked for, and where.
family: undefined
unit: none
polarity: lower
decimals: 0
frequency: not known
levels: [local-authority]
source-system: not known
supplier: not known
caveats:
  - No figure is given.
version: "1"
*/
