/**
 * Capitalised terms that are no entities, folded: techniques, roles, generic institutions, documents and
 * measures. From general knowledge of press French. A mention that is exactly one of them is dropped.
 */
export const NOT_NAMES: ReadonlySet<string> = new Set(
  `ai, api, apis, b2b, b2c, b2g, c2c, btob, btoc, bpo, big data, blockchain, btp, capex, opex, ceo, cfo, cio, cto, coo,
  cmo, cdo, ciso, dpo, dg, dga, pdg, drh, daf, dsi, rssi, rse, esg, rh, crm, erp, sirh, edi, esn, ssii, saas, paas, iaas,
  iot, iiot, ia, ml, nlp, llm, llms, gpu, gpus, cpu, usb, wifi, wi fi, bluetooth, nfc, rfid, qr, qr code, sms, mms,
  ussd, esim, imei, otp, tpe, tpes, gab, dab, atm, kyc, lcb ft, kpi, kpis, roi, mou, mous, nda, ppp, pme, tpme, pmi, eti,
  vse, ong, ongs, opci, opcvm, ipo, lbo, pib, pnb, ebitda, tva, tic, ntic, cdd, cdi, smig, smag, mba, phd, 2d, 3d, 4d,
  2g, 3g, 4g, 5g, 6g, lte, ftth, adsl, vdsl, hd, 4k, tnt, vod, iptv, ott, web, internet, intranet, cloud, edge,
  edge computing, cloud computing, data center, data centers, datacenter, datacenters, sd wan, sdwan, vpn, mpls, sdn, gps,
  lidar, drone, drones, vr, ar, devops, soc, siem, 2fa, sso, ssl, https, html, pdf, url, seo, cms, ux, r&d, r d, qhse,
  rgpd, gdpr, dsp2, sepa, iban, swift code, emv, pci dss, cgu, cgv, co2, gnl, gpl, gnv, vih, sida, covid, covid 19, adn,
  arn, pcr, irm, pma, suv, vtc, vtt, ulm, dj, jt, faq, pv, ttc, ht, cv, smart city, smart cities, smart grid, fintech,
  fintechs, edtech, healthtech, agritech, insurtech, proptech, regtech, foodtech, govtech, medtech, biotech, startup,
  startups, start up, start ups, bootcamp, workshop, webinar, keynote, internet des objets, intelligence artificielle,
  industrie 4 0, information technology, operational technology, supply chain, machine learning, deep learning, open data,
  m, mme, mlle, dr, pr, me, monsieur, madame, maitre, professeur, docteur, president, vice president, presidente,
  premier ministre, ministre, directeur, directeur general, directrice generale, chef de l etat, roi, reine, souverain,
  sa majeste, sa majeste le roi, etat, l etat, gouvernement, conseil, conseil d administration, conseil de gouvernement,
  conseil des ministres, conseil communal, conseil municipal, conseil regional, tribunal, cour, banque, banque centrale,
  la banque centrale, ministere, universite, fondation, association, federation, agence, office, societe, groupe, holding,
  filiale, direction, administration, region, royaume, le royaume, commission, la commission, comite, bureau, tresor,
  le tresor, tresor public, republique, marche, sommet, salon, forum, congres, festival, foire, journal, mairie, prefecture,
  lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, ramadan, noel, paques, toussaint, aid, aid al adha, aid el fitr, achoura, iso,
  lire aussi, voir aussi, suivez en direct, en direct, direct, video, photos, infographie, interview, entretien, exclusif,
  flash, breves, edito, editorial, tribune, reportage, enquete, dossier, portrait, maj, newsletter, copyright, rss, pub`
    .split(',')
    .map((term) => term.trim()),
);
