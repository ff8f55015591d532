"""Cases (办件): application, notice, pledge or certificate, decision."""
