/* # yaml-language-server: $schema=module-header.schema.json
# A figure that somebody else worked out, such as a survey's: no query, only this header. The figures themselves come in
# with 'laa load supplied-values FILE.csv'; 'laa modules check {{id}}.sql' says what is wrong here.
id: {{id}}
title: Victims satisfied with the service
definition: >-
  Say here who was asked what, and what the figure is.
family: supplied
unit: "%"
# What is good: higher, lower, band, zero or none.
polarity: higher
decimals: 0
frequency: annual
levels: [trust]
source-system: the survey or system that the figure comes from
supplier: who supplies it
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - The figure is as supplied - it is not worked out here.
version: "1"
*/
