select encode(fingerprint, 'hex') as fingerprint from warehouse.pseudonym_key
