-- Masks the values that hold something of the shape of a PNC number or a CRN, whatever their column. Cells that the
-- program rejected are masked already; IdentifierShape says what the shapes are.
update rejected
set value = '(masked)'
where value ~ '(?x)
    # A PNC number with its letter, spaces between.
    (^|[^0-9])(([0-9][ ]{0,3}){2}|([0-9][ ]{0,3}){4})(/[ ]{0,3})?([0-9][ ]{0,3}){1,7}[A-Za-z]([^0-9A-Za-z]|$)
    # Without it.
    |(^|[^0-9])([0-9]{2}|[0-9]{4})/[0-9]{5}
    |(^|[^0-9])(19|20)[0-9]{9}([^0-9]|$)
    # A CRN.
    |(^|[^0-9A-Za-z])[A-Za-z][ ]{0,3}([0-9][ ]{0,3}){5}[0-9]([^0-9A-Za-z]|$)'
