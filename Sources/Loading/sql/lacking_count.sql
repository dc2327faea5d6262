select count(*) as lacking from lacking
